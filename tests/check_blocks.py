#!/usr/bin/env python3
"""Check Block Kit JSON against the structure that Slack's own published types allow.

    python check_blocks.py FILE.json ...      (needs: pip install jsonschema)

Each file holds one message {"text", "blocks"}, a view {"type", "blocks"}, or a list of them.
Structure only: lengths and counts are in limits.md.  Exit status 1 where anything is wrong.
"""

import functools
import json
import pathlib
import sys

import jsonschema

SCHEMA = json.loads((pathlib.Path(__file__).parent / "blocks.schema.json").read_text())
DEFINITION = {
    "section": "SectionBlock",
    "table": "TableBlock",
    "data_table": "DataTableBlock",
    "actions": "ActionsBlock",
    "context": "ContextBlock",
    "context_actions": "ContextActionsBlock",
    "markdown": "MarkdownBlock",
    "header": "HeaderBlock",
    "rich_text": "RichTextBlock",
    "alert": "AlertBlock",
    "card": "CardBlock",
    "carousel": "CarouselBlock",
    "container": "ContainerBlock",
    "task_card": "TaskCardBlock",
    "plan": "PlanBlock",
    "image": "ImageBlock",
    "divider": "DividerBlock",
    "input": "InputBlock",
    "video": "VideoBlock",
    "file": "FileBlock",
}


def _any_of(validator, options, instance, schema):
    """Try the options for the instance's own type alone: of others there are many, and none can be right."""
    if isinstance(instance, dict):
        options = [option for option in options if _may_be(option, instance.get("type"))] or options
    yield from jsonschema.Draft7Validator.VALIDATORS["anyOf"](validator, options, instance, schema)


def _may_be(option: dict, kind: object) -> bool:
    if "$ref" in option:
        option = SCHEMA["definitions"][option["$ref"].rsplit("/", 1)[-1]]
    wanted = option.get("properties", {}).get("type", {})
    return kind in wanted.get("enum", [wanted.get("const", kind)])


VALIDATOR = jsonschema.validators.extend(jsonschema.Draft7Validator, {"anyOf": _any_of})


@functools.cache
def _validator_of(name: str) -> jsonschema.protocols.Validator:
    return VALIDATOR({**SCHEMA, "$ref": f"#/definitions/{name}"})


def block_errors(block: dict) -> list[str]:
    """Return what is wrong with one block, in words; an empty list where nothing is."""
    name = DEFINITION.get(block.get("type", ""))
    if name is None:
        return [f"unknown block type {block.get('type')!r}"]
    return ["/".join(map(str, e.path)) + ": " + e.message[:160] for e in _validator_of(name).iter_errors(block)]


def main(paths: list[str]) -> int:
    wrong = 0
    for path in paths:
        loaded = json.loads(pathlib.Path(path).read_text())
        for number, message in enumerate(loaded if isinstance(loaded, list) else [loaded]):
            for place, block in enumerate(message.get("blocks", [])):
                for error in block_errors(block):
                    wrong += 1
                    print(f"{path}[{number}].blocks[{place}] ({block.get('type')}): {error}")
    print(f"{wrong} fault(s)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
