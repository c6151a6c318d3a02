// Sets the texts of a folder with Typst, each once, in the fonts, sizes and paper of go test -bench Reading. Prints pages and CPU
// seconds of the process, threads included. Usage: node typst.mjs TEXTS FONTS
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const [texts, fonts] = process.argv.slice(2);
const folders = readdirSync(fonts, { withFileTypes: true }).filter((d) => d.isDirectory()).map((d) => join(fonts, d.name));
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: folders }] });

const families = {
  ur: "Noto Nastaliq Urdu", "pa-arab": "Noto Nastaliq Urdu", ar: "Noto Sans Arabic", fa: "Noto Sans Arabic", ps: "Noto Sans Arabic", ti: "Noto Sans Ethiopic",
  am: "Noto Sans Ethiopic", bn: "Noto Sans Bengali", pa: "Noto Sans Gurmukhi", ta: "Noto Sans Tamil", si: "Noto Sans Sinhala", hi: "Noto Sans Devanagari",
  ka: "Noto Sans Georgian", my: "Noto Sans Myanmar", gu: "Noto Sans Gujarati", km: "Noto Sans Khmer", th: "Noto Sans Thai", lo: "Noto Sans Lao",
  he: "Noto Sans Hebrew", "zh-hans": "Noto Sans SC", "zh-hant": "Noto Sans TC",
};

// source is a text in Typst's own language, as data, so that no character of it is markup.
function source(lang, lines) {
  const family = families[lang] ? `("${families[lang]}", "Noto Sans")` : `"Noto Sans"`;
  const body = lines.map((l) => (l.Kind === "heading" ? `#heading(${JSON.stringify(l.Text)})` : `#par(${JSON.stringify(l.Text)})`)).join("\n");
  return `#set page(paper: "a4", margin: (x: 58pt, top: 68pt, bottom: 74pt))
#set text(font: ${family}, size: 10.5pt, lang: "${lang.split("-")[0]}", hyphenate: false)
#set par(spacing: 0.9em)
${body}`;
}

let pages = 0;
for (const name of readdirSync(texts).filter((f) => f.endsWith(".json")).sort()) {
  const lang = name.replace(".json", "");
  const document = compiler.compile({ mainFileContent: source(lang, JSON.parse(readFileSync(join(texts, name), "utf8"))) }).result;
  pages += document.numOfPages;
  compiler.pdf(document);
}
const used = process.cpuUsage();
console.log(`${pages} ${(used.user + used.system) / 1e6}`);
