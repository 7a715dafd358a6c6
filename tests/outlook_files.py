"""Messages in Outlook's own form (MS-OXMSG), written into a compound file (MS-CFB, version 3), from the standards."""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SUBMITTED = 0x00390040
_CODEPAGE = 0x3FDE0003


@dataclass
class Storage:
    """A folder of a compound file: streams and folders by name."""

    streams: dict[str, bytes] = field(default_factory=dict)
    storages: dict[str, "Storage"] = field(default_factory=dict)


def write_message(
    path: Path,
    *,
    subject: str,
    sender: str,
    address: str,
    to: str,
    body: str = "",
    html: bytes = b"",
    sent: datetime,
    attached: tuple[str, ...] = (),
    wide: bool = True,
) -> None:
    """Write a message; ``wide`` says whether its texts are UTF-16, or of the code page 1252."""
    texts = {"0037": subject, "0C1A": sender, "5D01": address, "0E04": to, "1000": body}
    root = Storage()
    for name, text in texts.items():
        if text:
            root.streams[f"__substg1.0_{name}{'001F' if wide else '001E'}"] = text.encode(
                "utf-16-le" if wide else "cp1252"
            )
    if html:
        root.streams["__substg1.0_10130102"] = html
    ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    fixed = struct.pack("<IIQ", _CODEPAGE, 6, 65001) + struct.pack("<IIQ", _SUBMITTED, 6, ticks)
    head = struct.pack("<QIIII8x", 0, 0, len(attached), 0, len(attached))
    root.streams["__properties_version1.0"] = head + fixed
    root.storages["__nameid_version1.0"] = Storage({f"__substg1.0_000{n}0102": b"" for n in (2, 3, 4)})
    for number, name in enumerate(attached):
        root.storages[f"__attach_version1.0_#{number:08X}"] = Storage(
            {"__substg1.0_3707001F": name.encode("utf-16-le"), "__properties_version1.0": bytes(8)}
        )
    path.write_bytes(compound_file(root))


def compound_file(root: Storage) -> bytes:
    """Write a compound file: small streams in the mini stream, the others in sectors of their own."""
    entries: list[list[int | str | bytes | None]] = []  # name, kind, content, left, right, child

    def add(name: str, kind: int, content: bytes | None) -> int:
        entries.append([name, kind, content, _FREE, _FREE, _FREE])
        return len(entries) - 1

    def fill(place: int, storage: Storage) -> None:
        within = [(name, add(name, 2, content)) for name, content in storage.streams.items()]
        for name, inner in storage.storages.items():
            number = add(name, 1, None)
            fill(number, inner)
            within.append((name, number))
        within.sort(key=lambda one: (len(one[0]), one[0].upper()))
        # A tree in which every entry has its successor on the right is in order, as readers need it.
        for (_, here), (_, following) in pairwise(within):
            entries[here][4] = following
        if within:
            entries[place][5] = within[0][1]

    fill(add("Root Entry", 5, None), root)
    chains: list[int] = []  # the FAT
    sectors, small, mini = bytearray(), bytearray(), list[int]()

    def put(content: bytes) -> int:
        first = len(chains)
        count = -(-len(content) // _SECTOR)
        chains.extend([*range(first + 1, first + count), _END] if count else [])
        sectors.extend(content.ljust(count * _SECTOR, b"\0"))
        return first if count else _END

    places = [(_END, 0)] * len(entries)
    for number, (_, kind, content, *_) in enumerate(entries):
        if kind != 2 or not isinstance(content, bytes) or not content:
            continue
        if len(content) >= _CUTOFF:
            places[number] = (put(content), len(content))
            continue
        first, count = len(mini), -(-len(content) // _MINI)
        mini.extend([*range(first + 1, first + count), _END])
        small.extend(content.ljust(count * _MINI, b"\0"))
        places[number] = (first, len(content))
    places[0] = (put(bytes(small)), len(small))
    table = b"".join(struct.pack("<I", one) for one in mini)
    mini_first = put(table + b"\xff" * (-len(table) % _SECTOR))
    directory = put(b"".join(_entry(*entry, *place) for entry, place in zip(entries, places, strict=True)))
    fat_first = len(chains)
    fat_count = 1
    while (len(chains) + fat_count) * 4 > fat_count * _SECTOR:
        fat_count += 1
    chains.extend([_FAT] * fat_count)
    fat = b"".join(struct.pack("<I", one) for one in chains)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6,
        0, fat_count, directory, 0, _CUTOFF, mini_first, -(-len(table) // _SECTOR), _END, 0, fat_first,
    )  # fmt: skip
    listed = b"".join(struct.pack("<I", fat_first + n) for n in range(1, fat_count))
    whole = (header + listed).ljust(_SECTOR, b"\xff")
    return whole + bytes(sectors) + fat.ljust(fat_count * _SECTOR, b"\xff")


def _entry(name: str, kind: int, _content: object, left: int, right: int, child: int, first: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI8x8xIQ", written, len(written) + 2, kind, 1, left, right, child, 0, first, size)
