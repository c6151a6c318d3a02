// What copying and searching return of PDF files, by the readers that people have. Usage:
//
//	node read.mjs FILE...
//
// Prints a JSON object: reader, then file, then the text of the whole file. Readers: PDFium (Chrome, Edge), pdf.js
// (Firefox), MuPDF. Their versions are pinned in package.json, and nothing else is fetched.
import { readFile } from "node:fs/promises";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import * as mupdf from "mupdf";
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";

async function pdfium(library, bytes) {
  const file = await library.loadDocument(bytes);
  const pages = [];
  for (const page of file.pages()) pages.push(page.getText());
  file.destroy();
  return pages.join("\n");
}

// pdf.js hands out pieces of text, of which some end a line; Firefox's search asks for them and joins them as here.
async function pdfjsText(bytes) {
  const task = pdfjs.getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const file = await task.promise;
  const pages = [];
  for (let i = 1; i <= file.numPages; i++) {
    const content = await (await file.getPage(i)).getTextContent({ disableNormalization: true });
    pages.push(content.items.map((it) => (it.str ?? "") + (it.hasEOL ? "\n" : "")).join(""));
  }
  await task.destroy();
  return pages.join("\n");
}

function mupdfText(bytes) {
  const file = mupdf.Document.openDocument(bytes, "application/pdf");
  const pages = [];
  for (let i = 0; i < file.countPages(); i++) {
    pages.push(file.loadPage(i).toStructuredText("preserve-whitespace").asText());
  }
  file.destroy();
  return pages.join("\n");
}

const library = await PDFiumLibrary.init();
const out = { PDFium: {}, "pdf.js": {}, MuPDF: {} };
for (const path of process.argv.slice(2)) {
  const bytes = await readFile(path);
  out.PDFium[path] = await pdfium(library, bytes);
  out["pdf.js"][path] = await pdfjsText(bytes);
  out.MuPDF[path] = mupdfText(bytes);
}
library.destroy();
process.stdout.write(JSON.stringify(out));
