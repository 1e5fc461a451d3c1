/** One event of a stream of server-sent events (WHATWG HTML, 9.2): its data with the lines joined. */
export interface StreamedEvent { readonly id?: string; readonly data: string }

/** Reads server-sent events out of bytes as they arrive, wherever these are cut; comments and events without data are left out. */
export async function* streamedEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  let id: string | undefined;
  let data: string[] = [];
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.map(each => each.replace(/\r$/, ''))) {
      if (line !== '') {
        const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
        if (field === 'data') data.push(value);
        if (field === 'id') id = value;
        continue;
      }
      if (data.length > 0) yield { data: data.join('\n'), ...(id === undefined ? {} : { id }) };
      [id, data] = [undefined, []];
    }
  }
}
