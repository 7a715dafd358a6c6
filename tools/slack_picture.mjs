// Draw messages of Block Kit as HTML: node slack_picture.mjs MODULES IN.json OUT.html WIDTH
// MODULES is a folder with node_modules that hold slack-blocks-to-jsx 1.1.1, react 18 and react-dom 18.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [, , modules, from, to, width] = process.argv;
const load = createRequire(path.resolve(modules, "package.json"));
const { createElement } = load("react");
const { renderToStaticMarkup } = load("react-dom/server");
const { Message } = load("slack-blocks-to-jsx");
const style = fs.readFileSync(path.join(modules, "node_modules/slack-blocks-to-jsx/dist/style.css"), "utf8");
const square = '<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36" rx="6" fill="#1d3557"/></svg>';

// The library knows no data table and no number in a cell: both are drawn as a table of words.
function drawable(block) {
  if (block.type !== "data_table" && block.type !== "table") return block;
  const rows = block.rows.slice(0, (block.page_size ?? 100) + 1);
  const cells = rows.map((row) => row.map((cell) => (cell.type === "raw_number" ? { type: "raw_text", text: cell.text } : cell)));
  return { type: "table", column_settings: cells[0].map(() => ({ is_wrapped: true })), rows: cells };
}

const { name, messages } = JSON.parse(fs.readFileSync(from, "utf8"));
const drawn = messages.map((blocks) =>
  renderToStaticMarkup(
    createElement(Message, {
      blocks: blocks.map(drawable),
      name,
      logo: "data:image/svg+xml;utf8," + encodeURIComponent(square),
      time: new Date(Date.UTC(2026, 10, 26, 9, 0)),
      theme: "light",
      showBlockKitDebug: false,
      data: { users: [], channels: [], user_groups: [] },
    }),
  ),
);
const own = `*{font-family:Lato,"Noto Sans",sans-serif !important}body{margin:0;background:#fff}main{width:${width}px;padding:8px;box-sizing:border-box}`;
fs.writeFileSync(to, `<!doctype html><meta charset="utf-8"><style>${style}</style><style>${own}</style><main>${drawn.join("\n")}</main>`);
