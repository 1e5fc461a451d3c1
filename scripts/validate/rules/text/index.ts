import type { Rule } from '../../rule';
import { jsonEncoding, jsonNoByteOrderMark } from './encoding.rule';
import { jsonComment, jsonControlCharacter, jsonDuplicateKeys, jsonSecondDocument, jsonTrailingComma } from './leftovers.rule';
import { fileSize } from './size.rule';
import { styleIndent, styleTrailingSpace } from './style.rule';
import { jsonParse, jsonPunctuation } from './unreadable.rule';

/** What the texts of the files are like, whatever stands in them. */
export const textRules: readonly Rule[] = [
  jsonParse,
  jsonPunctuation,
  jsonTrailingComma,
  jsonComment,
  jsonControlCharacter,
  jsonSecondDocument,
  jsonDuplicateKeys,
  jsonEncoding,
  jsonNoByteOrderMark,
  fileSize,
  styleIndent,
  styleTrailingSpace,
];
