'use strict';
// JavaScript that was made of the sources of a clone, kept for the next process: making it takes longer than most commands.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/** Stands before the checksum in the last line of a kept file. */
const MARK = '\n//# kept ';

/**
 * A transpiler (text and path of a source in, JavaScript out) that looks into `folder` first. Only files below `root` are
 * kept, one for each source, so that the folder never outgrows the sources; `outside` makes the others. The last line is a
 * checksum over all that the JavaScript depends on (the source and its path, `fingerprint` for the transpiler and its
 * options) and the JavaScript itself: what is out of date, cut off or damaged is made again. Where the folder can't be
 * written nothing is kept.
 */
function keepingTranspiler({ root, folder, fingerprint, transpile, outside = transpile }) {
  const checksum = (...texts) => {
    const hash = createHash('sha256');
    for (const text of texts) hash.update(`${text.length} `).update(text);
    return hash.digest('base64');
  };
  return (code, file) => {
    if (!file.startsWith(root + path.sep)) return outside(code, file);
    const place = path.join(folder, `${path.relative(root, file).replaceAll(path.sep, '+')}.js`);
    const sum = javascript => checksum(fingerprint, file, code, javascript);
    const known = keptIn(place, sum);
    if (known !== undefined) return known;
    const javascript = transpile(code, file);
    keep(place, javascript, sum(javascript));
    return javascript;
  };
}

function keptIn(place, sum) {
  let text;
  try { text = fs.readFileSync(place, 'utf8'); } catch { return undefined; } // nothing kept yet
  const end = text.lastIndexOf(MARK);
  if (end < 0) return undefined;
  const javascript = text.slice(0, end);
  return text.slice(end + MARK.length) === sum(javascript) ? javascript : undefined;
}

/** Whole or not at all, also when processes keep the same file at once. */
function keep(place, javascript, sum) {
  const unfinished = `${place}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(unfinished, `${javascript}${MARK}${sum}`);
    fs.renameSync(unfinished, place);
  } catch {
    // A clone that can't be written runs all the same.
    try { fs.rmSync(unfinished, { force: true }); } catch { /* nor can it be removed from there */ }
  }
}

module.exports = { keepingTranspiler };
