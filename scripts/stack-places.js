'use strict';
// Stacks name the lines of the TypeScript. Node's own source maps would do that too, but read the map of every file that
// is loaded, for a third of the time in which a command starts; here a map is read when a stack that needs it is.
const { SourceMap } = require('node:module');

/** From now on `error.stack` names lines and columns of the sources; `javascriptOf` gives what runs for a .ts file, with its map inline. */
function tellSourcePlaces(javascriptOf) {
  const maps = new Map();
  const mapOf = file => {
    if (!maps.has(file)) maps.set(file, readMap(javascriptOf, file));
    return maps.get(file);
  };
  Error.prepareStackTrace = (error, sites) => [headOf(error), ...sites.map(site => `\n    at ${placed(site, mapOf)}`)].join('');
}

function placed(site, mapOf) {
  const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
  const entry = file && /\.c?ts$/.test(file) ? mapOf(file)?.findEntry(line - 1, column - 1) : undefined;
  return entry?.originalLine === undefined ? String(site) : String(site).replace(`${file}:${line}:${column}`, () => `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`);
}

function readMap(javascriptOf, file) {
  try {
    const [, map] = /\n\/\/# sourceMappingURL=data:application\/json[^,]*;base64,(\S+)\s*$/.exec(javascriptOf(file));
    return new SourceMap(JSON.parse(Buffer.from(map, 'base64').toString('utf8')));
  } catch {
    return undefined; // a stack with the lines of the JavaScript is better than an error about an error
  }
}

function headOf(error) {
  try { return Error.prototype.toString.call(error); } catch { return '<error>'; }
}

module.exports = { tellSourcePlaces };
