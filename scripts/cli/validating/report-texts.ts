/** The texts that placing findings needs: those of the subjects as they were read, else the files on disk. */
import { sourceTextsOnDisk, type SourceTexts } from '../../diagnostics/source/source-texts';
import { isSound } from '../../validate/reading/document-places';
import type { Subject } from '../../validate/subject';

/** A document read with another encoding, or without its byte-order mark, is placed in the text that was checked. */
export function textsWith(subjects: readonly Subject[]): SourceTexts {
  const disk = sourceTextsOnDisk();
  const read = new Map(subjects.flatMap(({ definition, properties, settings, scripts, readme, intro }) =>
    [definition, properties, settings, readme, intro, ...scripts].flatMap(each => (each?.text === undefined ? [] : [[each.file, each.text] as const]))));
  const sound = new Set(subjects.flatMap(({ definition, properties, settings }) => [definition, properties, settings].flatMap(each => (each?.text !== undefined && each.syntax === 'json' && isSound(each) ? [each.file] : []))));
  return { text: file => read.get(file) ?? disk.text(file), running: disk.running, isSound: file => sound.has(file) };
}
