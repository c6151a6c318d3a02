// Sets the texts of a folder with Typst, each in a number of editions, standard and in large print, on the paper and in the
// fonts and sizes of TestSetTextsForTypst, one compiler for all, so that what it keeps between documents counts. Prints
// pages and CPU seconds of the process, threads included. Usage: node typst.mjs TEXTS FONTS EDITIONS
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const [texts, fonts, editions] = process.argv.slice(2);
const folders = readdirSync(fonts, { withFileTypes: true }).filter((d) => d.isDirectory()).map((d) => join(fonts, d.name));
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: folders }] });

const families = {
  ur: "Noto Nastaliq Urdu", "pa-arab": "Noto Nastaliq Urdu", ar: "Noto Sans Arabic", fa: "Noto Sans Arabic", ps: "Noto Sans Arabic", ti: "Noto Sans Ethiopic",
  am: "Noto Sans Ethiopic", bn: "Noto Sans Bengali", pa: "Noto Sans Gurmukhi", ta: "Noto Sans Tamil", si: "Noto Sans Sinhala", hi: "Noto Sans Devanagari",
  ka: "Noto Sans Georgian", my: "Noto Sans Myanmar", gu: "Noto Sans Gujarati", km: "Noto Sans Khmer", th: "Noto Sans Thai", lo: "Noto Sans Lao",
  he: "Noto Sans Hebrew", "zh-hans": "Noto Sans SC", "zh-hant": "Noto Sans TC",
};

// The styles have our sizes and margins; leading and spacing are such that Typst needs as many pages as we do.
const styles = [
  "margin: (x: 50pt, y: 58pt)); #set text(size: 10.5pt); #set par(leading: 1.05em, spacing: 1.5em",
  "margin: (x: 46pt, y: 58pt)); #set text(size: 18pt); #set par(leading: 1.15em, spacing: 1.6em",
];

// source is a text in Typst's own language, as data, so that no character of it is markup.
function source(lang, lines, edition, style) {
  const family = families[lang] ? `("${families[lang]}", "Noto Sans")` : `"Noto Sans"`;
  const body = lines.map((l) => (l.Kind === "heading" ? `#heading(level: 2, ${JSON.stringify(l.Text)})` : `#par(${JSON.stringify(l.Text)})`)).join("\n");
  return `#set page(paper: "a4", ${style})
#set text(font: ${family}, lang: "${lang.split("-")[0]}", hyphenate: false)
#heading("${edition}")
${body}`;
}

let pages = 0;
for (const name of readdirSync(texts).filter((f) => f.endsWith(".json")).sort()) {
  const lang = name.replace(".json", "");
  for (let edition = 0; edition < editions; edition++) {
    const lines = JSON.parse(readFileSync(join(texts, name), "utf8"));
    for (const style of styles) {
      const document = compiler.compile({ mainFileContent: source(lang, lines, edition, style) }).result;
      pages += document.numOfPages;
      compiler.pdf(document);
    }
  }
}
const used = process.cpuUsage();
console.log(`${pages} pages ${(used.user + used.system) / 1e6} s`);
