import { messageOf } from '../error-message';
import { ApiError } from './api-error';

/** Bytes of a zip at most. Real packages have a few hundred KB; the largest definition is 1 MB. */
export const largestZip = 64 * 1024 ** 2;
/** Bytes of a JSON body at most: the files of a connector folder with an icon fit in it. */
export const largestJson = 16 * 1024 ** 2;
/** Levels of arrays and objects at most; what reads and checks them goes down by recursion. */
export const deepestJson = 64;

/** The body of a request; what announces more than the limit is refused before anything of it is read, and reading ends there in any case. */
export async function limitedBody(request: Request, limit: number): Promise<Uint8Array> {
  // A Request takes no body for these; asking for one would make the whole object of it, which is slow.
  if (request.method === 'GET' || request.method === 'HEAD') return new Uint8Array();
  const tooLarge = (): ApiError => new ApiError(413, 'RequestTooLarge', `A body may have ${limit} bytes at most here.`);
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads JSON. Throws ApiError 400 for what is none, or too deep. */
export function jsonBody(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError(400, 'NoJson', 'The body is not UTF-8.');
  }
  if (depthOf(text) > deepestJson) throw new ApiError(400, 'JsonTooDeep', `The body is nested more than ${deepestJson} levels deep.`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ApiError(400, 'NoJson', `The body is no JSON: ${messageOf(error)}`);
  }
}

/** How deep brackets are nested, outside texts. */
function depthOf(text: string): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let index = 0; index < text.length; index++) {
    const letter = text.charCodeAt(index);
    if (inText) {
      if (letter === 0x5c) index++;
      else if (letter === 0x22) inText = false;
    } else if (letter === 0x22) inText = true;
    else if (letter === 0x7b || letter === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (letter === 0x7d || letter === 0x5d) depth--;
  }
  return deepest;
}
