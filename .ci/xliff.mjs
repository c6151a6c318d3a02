// What another program makes of an XLIFF 2 file. It comes on standard input; the reader and the writer are those of the
// package xliff, whose version is pinned in package.json. Prints a JSON object:
//
//	language: the language of the translations
//	units: by identity, source and target as text, each code as what the file says it stands for
//	written: the file as the program writes it, with the words of the other argument, and the codes of the English, as
//	         the translation of every unit
//
//	node xliff.mjs WORD <file.xlf
import { readFileSync } from "node:fs";
import js2xliff from "xliff/js2xliff";
import xliff2js from "xliff/xliff2js";

const word = process.argv[2];
const document = await xliff2js(readFileSync(0, "utf8"));

const list = (content) => [content ?? []].flat();

// The signs of a unit's codes.
function signs(unit) {
  const out = {};
  for (const e of unit.additionalElements ?? []) {
    if (e.name !== "originalData") continue;
    for (const d of e.elements) out[d.attributes.id] = (d.elements ?? []).map((t) => t.text ?? t.cdata).join("");
  }
  return out;
}

function text(content, sign) {
  return list(content)
    .map((part) => {
      if (typeof part === "string") return part;
      const [kind, code] = Object.entries(part)[0];
      if (kind === "Standalone") return sign[code.dataRef];
      if (kind === "Span") return sign[code.dataRefStart] + text(code.contents, sign) + sign[code.dataRefEnd];
      throw new Error(`a code of another kind: ${JSON.stringify(part)}`);
    })
    .join("");
}

function translated(content) {
  const out = list(content).map((part) => {
    if (typeof part === "string") return part.replace(/\S(.*\S)?/s, word);
    const [kind, code] = Object.entries(part)[0];
    return kind === "Span" ? { [kind]: { ...code, contents: translated(code.contents) } } : part;
  });
  return out.length === 1 && typeof out[0] === "string" ? out[0] : out;
}

const units = {};
for (const file of Object.values(document.resources)) {
  for (const [id, unit] of Object.entries(file)) {
    const sign = signs(unit);
    units[id] = { source: text(unit.source, sign), target: text(unit.target, sign) };
    unit.target = translated(unit.source);
  }
}
console.log(JSON.stringify({ language: document.targetLanguage, units, written: await js2xliff(document) }));
