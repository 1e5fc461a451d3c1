/** Code of our own in the shapes that published scripts have: what the platform takes must compile here, and run as it does there. */
import assert from 'node:assert/strict';
import type { BackendRequest, CompileFailure } from '../../scripts/script-host';
import { failureOf, loaded, responseOf, scriptOf, sharedHost, textOf } from '../support/shared-script-host';

const nothing = 'await Task.Yield(); return new HttpResponseMessage();';
const text = (expression: string): string => `return new HttpResponseMessage { Content = new StringContent(${expression}) };`;

async function rejected(source: string, generated = false): Promise<CompileFailure['diagnostics']> {
  const outcome = await (await sharedHost()).load(source, { generated });
  assert.ok(outcome.kind === 'rejected', 'the script was expected not to compile');
  return outcome.diagnostics;
}

const placed = (diagnostics: CompileFailure['diagnostics']): string[] => diagnostics.map(({ id, line, column }) => `${id} ${line}:${column}`);

describe('a script in the shape of published ones', function () {
  // The first one on a machine builds the host.
  this.timeout(60_000);

  describe('with #r at its head', () => {
    const source = `#r "Newtonsoft.Json"\n  #r "bin/System.Xml.Linq.dll" // for XElement\nusing Newtonsoft.Json.Linq;\n${scriptOf(nothing)}`;
    const mentions = [{ name: '#r "Newtonsoft.Json"', line: 1, column: 1 }, { name: '#r "bin/System.Xml.Linq.dll"', line: 2, column: 3 }];

    it('compiles where the library is there anyway, and says that the line is needless', async () => {
      assert.deepEqual((await loaded(source)).diagnostics, mentions.map(({ name, line, column }) =>
        ({ id: 'KSH004', severity: 'warning', message: `${name} is for C# scripting, and the file is compiled as ordinary C#. The library is there without it, so remove the line.`, line, column })));
    });

    it('has the directives among its facts', async () => {
      assert.deepEqual((await (await sharedHost()).inspect(source)).directives, mentions);
    });

    it('keeps the places of what follows', async () => {
      assert.deepEqual(placed(await rejected(source.replace('return new', 'return Nothing.'))), ['KSH004 1:1', 'KSH004 2:3', 'CS0103 9:28']);
    });

    it('does not compile where it asks for more', async () => {
      assert.deepEqual(placed(await rejected(`#r "Some.Library"\n${scriptOf(nothing)}`)), ['CS7011 1:2']);
      assert.deepEqual(placed(await rejected(`#load "other.csx"\n${scriptOf(nothing)}`)), ['CS8097 1:2']);
    });

    it('does not compile as generated code', async () => {
      assert.deepEqual(placed(await rejected(source, true)).slice(0, 2), ['CS7011 1:2', 'CS7011 2:4']);
    });
  });

  it('begins with a byte order mark and has the line ends of Windows', async () => {
    assert.deepEqual(placed(await rejected(`\uFEFF${scriptOf('return Nothing;')}`.replaceAll('\n', '\r\n'))), ['CS0103 6:8']);
  });

  describe('with words that later C# took', () => {
    for (const word of ['file', 'required', 'scoped', 'extension']) {
      it(`has a class named ${word}`, async () => {
        assert.equal(await textOf(`await Task.Yield(); ${text(`JsonConvert.DeserializeObject<Answer>("{\\"inner\\":{\\"name\\":\\"x\\"}}").inner.name`)} } public class ${word} { public string name; } public class Answer { public ${word} inner; `), 'x');
      });
    }

    it('has a variable named field in a property, and a field of that name', async () => {
      const members = 'string field = "outer"; string Own { get { return field; } } string First { get { foreach (var field in new[] { "inner" }) return field; return null; } }';
      const script = await loaded(scriptOf(`await Task.Yield(); ${text('Own + " " + First')}`, members));
      assert.equal((await responseOf(script)).body.toString(), 'outer inner');
    });

    it('is told only of its own mistakes', async () => {
      assert.deepEqual(placed(await rejected(`public class file { public string name; }\n${scriptOf(`file one = null; await Task.Yield(); return Nothing(one);`)}`)), ['CS0103 7:45']);
      assert.deepEqual(placed(await rejected(scriptOf(`await Task.Yield(); var raw = """text"""; return Nothing(raw);`))), ['CS0103 6:50']);
    });
  });

  it('uses what only the running framework calls obsolete', async () => {
    const script = await loaded(scriptOf(`
        using (var hash = new SHA256Managed()) using (var keyed = KeyedHashAlgorithm.Create("HMACSHA256"))
        {
            await Task.Yield();
            ${text('BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes("abc")), 0, 2) + " " + keyed.HashSize + " " + Context.Request.Properties.Count')}
        }`));
    assert.deepEqual(script.diagnostics, []);
    assert.equal((await responseOf(script)).body.toString(), 'BA-78 256 0');
  });

  it('follows a redirect by hand and disposes of what it has read', async () => {
    const sent: string[] = [];
    const body = `
        var response = await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);
        var target = response.Headers.Location;
        response.Dispose();
        using (var next = new HttpRequestMessage(HttpMethod.Get, target)) response = await Context.SendAsync(next, CancellationToken).ConfigureAwait(false);
        using var reader = new JsonTextReader(new StreamReader(await response.Content.ReadAsStreamAsync().ConfigureAwait(false)));
        var items = await JArray.LoadAsync(reader).ConfigureAwait(false);
        ${text('string.Join("-", items.Select(item => (string)item["id"]))')}`;
    const answer = await textOf(body, {}, { backend: ({ uri }) => {
      sent.push(uri);
      return sent.length === 1 ? { status: 302, headers: [['Location', 'https://files.example/list?sig=a%2Fb']] } : { status: 200, body: '[{"id":"a"},{"id":"b"}]' };
    } });
    assert.deepEqual([answer, sent], ['a-b', ['https://backend.example/things', 'https://files.example/list?sig=a%2Fb']]);
  });

  it('changes the content in a method that nobody awaits, before the request goes out', async () => {
    const bodies: string[] = [];
    const script = await loaded(scriptOf('Wrap(); return await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);',
      'async void Wrap() { var inner = await Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false); Context.Request.Content = CreateJsonContent("[" + inner + "]"); }'));
    await responseOf(script, { method: 'POST', body: Buffer.from('1') }, { backend: ({ body }) => { bodies.push(body.toString()); return { status: 204 }; } });
    assert.deepEqual(bodies, ['[1]']);
  });

  it('reads and writes the code pages of .NET Framework', async () => {
    assert.equal(await textOf(`await Task.Yield(); ${text('BitConverter.ToString(Encoding.GetEncoding(1252).GetBytes("\u20ac\u00fc")) + " " + Encoding.GetEncoding("shift_jis").GetString(new byte[] { 0x83, 0x41 })')}`), '80-FC ア');
  });

  it('adds to User-Agent and Cookie, which HTTP has once in a request', async () => {
    const requests: BackendRequest[] = [];
    await textOf('Context.Request.Headers.Add("User-Agent", "Own/1.0 (part=two/1.1)"); Context.Request.Headers.Add("Cookie", "b=2"); Context.Request.Headers.Add("X-Many", "two"); return await Context.SendAsync(Context.Request, CancellationToken);',
      { headers: [['User-Agent', 'flow/1.0'], ['Cookie', 'a=1'], ['X-Many', 'one']] },
      { backend: (request) => { requests.push(request); return { status: 204 }; } });
    assert.deepEqual(requests.map(({ headers }) => headers), [[['User-Agent', 'flow/1.0 Own/1.0 (part=two/1.1)'], ['Cookie', 'a=1; b=2'], ['X-Many', 'one'], ['X-Many', 'two']]]);
  });

  describe('with images', () => {
    before(function () {
      // There an SDK may bring the real library along, which wants whole images.
      if (process.platform === 'win32') this.skip();
    });

    const sizeOf = `
        using (var stream = new MemoryStream(await Context.Request.Content.ReadAsByteArrayAsync()))
        using (Image image = Image.FromStream(stream))
        {
            ${text('$"{image.RawFormat} {image.Width}x{image.Height} {image.RawFormat.Equals(ImageFormat.Png)} {image.RawFormat.Guid}"')}
        }`;
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000001400000000f0802000000', 'hex');
    const headers: readonly (readonly [what: string, bytes: Buffer, expected: string])[] = [
      ['PNG', png, 'Png 320x15 True b96b3caf-0728-11d3-9d7b-0000f81ef32e'],
      ['JPEG, behind other segments', Buffer.from('ffd8ffe000044a46ffc400030affffc2000b0800f0014003', 'hex'), 'Jpeg 320x240 False b96b3cae-0728-11d3-9d7b-0000f81ef32e'],
      ['GIF', Buffer.from('47494638396140010f00', 'hex'), 'Gif 320x15 False b96b3cb0-0728-11d3-9d7b-0000f81ef32e'],
      ['BMP whose rows begin at the top', Buffer.from('424d000000000000000036000000280000004001000010ffffff', 'hex'), 'Bmp 320x240 False b96b3cab-0728-11d3-9d7b-0000f81ef32e'],
    ];
    for (const [what, bytes, expected] of headers) {
      it(`reads the size of a ${what}`, async () => assert.equal(await textOf(sizeOf, { body: bytes }), expected));
    }

    it('is told, as by the real library, what is no image', async () => {
      const script = await loaded(scriptOf(sizeOf));
      for (const bytes of [Buffer.alloc(0), Buffer.from('<svg/>'), png.subarray(0, 18), Buffer.from('ffd8ffe00004', 'hex')]) {
        const { exceptionType, message } = await failureOf(script, { body: bytes });
        assert.deepEqual([exceptionType, message], ['System.ArgumentException', 'Parameter is not valid.'], bytes.toString('hex'));
      }
    });

    it('compiles what draws, and says when it runs that nothing is drawn', async () => {
      const script = await loaded(scriptOf(`
        await Task.Yield();
        using var target = new Bitmap(4, 3, PixelFormat.Format32bppArgb);
        using var graphics = Graphics.FromImage(target);
        graphics.InterpolationMode = InterpolationMode.HighQualityBicubic;
        graphics.DrawImage(target, new Rectangle(0, 0, 2, 2), 0, 0, 4, 3, GraphicsUnit.Pixel, new ImageAttributes());
        graphics.DrawString("x", new Font("Arial", 12, FontStyle.Bold), Brushes.Black, new PointF(1, 2));
        graphics.DrawLine(new Pen(Color.Red, 2f), 0, 0, 1, 1);
        var parameters = new EncoderParameters(1);
        parameters.Param[0] = new EncoderParameter(System.Drawing.Imaging.Encoder.Quality, 75L);
        target.Save(new MemoryStream(), ImageCodecInfo.GetImageEncoders().First(one => one.FormatID == ImageFormat.Jpeg.Guid), parameters);
        target.GetThumbnailImage(1, 1, () => false, IntPtr.Zero).RotateFlip(RotateFlipType.Rotate90FlipNone);
        return null;`));
      assert.deepEqual(script.diagnostics, []);
      const { exceptionType, message } = await failureOf(script);
      assert.deepEqual([exceptionType, message], ['System.PlatformNotSupportedException',
        'System.Drawing draws on Windows only; here a script can read the size and the format of an image, and nothing else. The platform may well run it: try this operation in an environment.']);
    });
  });
});
