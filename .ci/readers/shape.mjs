// Shapes text with HarfBuzz itself. Reads a JSON list of {font, text, start, end, rtl, script, lang} from standard input,
// text as code points, and prints a list of lists of [glyph, cluster, advance, x, y, unsafe].
import { readFileSync } from "node:fs";
import * as hb from "harfbuzzjs";

const fonts = new Map();
function font(path) {
  if (!fonts.has(path)) {
    const bytes = readFileSync(path);
    fonts.set(path, new hb.Font(new hb.Face(new hb.Blob(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)))));
  }
  return fonts.get(path);
}

const beginning = 1, end = 2; // of a paragraph: buffer flags

const out = JSON.parse(readFileSync(0, "utf8")).map((run) => {
  const buffer = new hb.Buffer();
  buffer.addCodePoints(run.text, run.start, run.end - run.start);
  buffer.setDirection(run.rtl ? hb.Direction.RTL : hb.Direction.LTR);
  buffer.setScript(run.script);
  buffer.setLanguage(run.lang);
  buffer.setFlags((run.start === 0 ? beginning : 0) | (run.end === run.text.length ? end : 0));
  hb.shape(font(run.font), buffer);
  const infos = buffer.getGlyphInfos(), positions = buffer.getGlyphPositions();
  return infos.map((g, i) => {
    const p = positions[i];
    return [g.codepoint, g.cluster, p.xAdvance, p.xOffset, p.yOffset, g.flags & 1];
  });
});
process.stdout.write(JSON.stringify(out));
