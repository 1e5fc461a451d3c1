import assert from 'node:assert/strict';
import type { Mention, ScriptFacts } from '../../scripts/script-host';
import { scriptOf, sharedHost } from '../support/shared-script-host';

type Fact = Exclude<keyof ScriptFacts, 'diagnostics' | 'classes'>;

async function inspect(source: string, generated = false): Promise<ScriptFacts> {
  return (await sharedHost()).inspect(source, { generated });
}

const spelt = (mentions: readonly Mention[]): string[] => mentions.map(({ name, line, column }) => `${name} ${line}:${column}`);

interface Case {
  readonly what: string;
  /** `›` stands before each place that is expected, here and in `members`. */
  readonly code: string;
  readonly members?: string;
  /** Their names in the order of the source. */
  readonly expected: readonly string[];
}

/** One test for each script: its mentions of one kind, and nothing else of that kind. */
function table(fact: Fact, cases: readonly Case[]): void {
  for (const { what, code, members, expected } of cases) {
    it(what, async () => {
      const marked = scriptOf(code, members);
      const places = marked.split('\n').flatMap((line, row) => line.split('›').slice(0, -1).map((_, which, pieces) => `${row + 1}:${pieces.slice(0, which + 1).join('').length + 1}`));
      const facts = await inspect(marked.replaceAll('›', ''));
      assert.deepEqual(spelt(facts[fact]), expected.map((name, position) => `${name} ${places[position]}`), marked);
      assert.equal(places.length, expected.length, 'as many marks as names');
      assert.deepEqual(facts.diagnostics.filter(({ id, severity }) => severity === 'error' && id !== 'CS0104'), [], 'the example itself must compile');
    });
  }
}

describe('facts of a script', function () {
  // The first one on a machine builds the host.
  this.timeout(60_000);

  describe('operation ids', () => {
    table('operationIds', [
      { what: 'compared with == and !=, either way round', code: 'if (Context.OperationId == ›"A" || ›"B" != this.Context.OperationId) return null; return null;', expected: ['A', 'B'] },
      { what: 'compared with Equals in its forms', code: 'if (Context.OperationId.Equals(›"A", StringComparison.OrdinalIgnoreCase) || string.Equals(›"B", Context.OperationId) || ›"C".Equals(Context.OperationId)) return null; return null;', expected: ['A', 'B', 'C'] },
      { what: 'in a switch statement', code: 'switch (Context.OperationId) { case ›"A": case ›"B": return null; case string other when other.Length > 3: return null; default: return null; }', expected: ['A', 'B'] },
      { what: 'in a switch expression', code: 'return Context.OperationId switch { ›"A" => null, ›"B" or ›"C" => null, _ => throw new Exception("not an operation") };', expected: ['A', 'B', 'C'] },
      { what: 'in patterns', code: 'if (Context.OperationId is ›"A" or ›"B" && Context.CorrelationId is not "C") return null; return null;', expected: ['A', 'B'] },
      { what: 'in a switch on a tuple', code: 'return (Context.Request.Method.Method, Context.OperationId) switch { ("GET", ›"A") => null, ("POST", ›"B" or ›"C") => null, _ => null };', expected: ['A', 'B', 'C'] },
      { what: 'through a local variable and a change of case', code: 'var id = Context.OperationId.ToLowerInvariant(); switch (id) { case ›"a": return null; } return id?.ToUpper() == ›"B" ? null : null;', expected: ['a', 'B'] },
      { what: 'through a field, a property and a method', members: 'string field; string Id => Context.OperationId; string Get() { return this.Id; }', code: 'field = Context.OperationId; if (field == ›"A" || Id == ›"B" || Get() == ›"C") return null; return null;', expected: ['A', 'B', 'C'] },
      { what: 'through a parameter, named or not', members: 'bool Is(int one, string id) => id == ›"A"; bool Other(string text, string id) => text == "no" || id == ›"B";', code: 'return Is(1, Context.OperationId) && Other(id: Context.OperationId, text: "x") ? null : null;', expected: ['A', 'B'] },
      { what: 'decoded from base64 in one go, in steps and by a helper', members: 'string Decode(string id) { try { var bytes = Convert.FromBase64String(id); return Encoding.UTF8.GetString(bytes); } catch (FormatException) { return id; } }', code: 'if (Encoding.UTF8.GetString(Convert.FromBase64String(Context.OperationId)) == ›"A") return null; var id = Decode(Context.OperationId); return id == ›"B" ? null : null;', expected: ['A', 'B'] },
      { what: 'as constants, readonly fields and nameof', members: 'const string A = "IdA"; static readonly string B = "IdB"; void GetThing() { }', code: 'switch (Context.OperationId) { case ›A: return null; } return Context.OperationId == ›B || Context.OperationId == ›nameof(GetThing) ? null : null;', expected: ['IdA', 'IdB', 'GetThing'] },
      { what: 'as keys of dictionaries of functions', members: 'Dictionary<string, Func<Task<HttpResponseMessage>>> Table => new Dictionary<string, Func<Task<HttpResponseMessage>>> { { ›"A", () => Task.FromResult<HttpResponseMessage>(null) } }; static readonly Dictionary<string, Func<string>> other = new() { [›"B"] = () => "no" };', code: 'return Table.TryGetValue(Context.OperationId, out var run) || other.ContainsKey(Context.OperationId) ? await run() : null;', expected: ['A', 'B'] },
      { what: 'as keys of a dictionary that a method returns', members: 'Dictionary<string, int> Table() { var table = new Dictionary<string, int> { { ›"A", 1 } }; return table; }', code: 'return Table().ContainsKey(Context.OperationId) && "no,neither".Contains(Context.OperationId) ? null : null;', expected: ['A'] },
      { what: 'as keys that are added', code: 'var table = new Dictionary<string, string>(); table.Add(›"A", "no"); table[›"B"] = "no"; return table[Context.OperationId] == "no" ? null : null;', expected: ['A', 'B'] },
      { what: 'as items of a list', members: 'static readonly HashSet<string> set = new HashSet<string>(StringComparer.Ordinal) { ›"A" }; static readonly string[] array = { ›"B" };', code: 'if (set.Contains(Context.OperationId) || array.Contains(Context.OperationId) || new[] { ›"C" }.Any(one => one == Context.OperationId) || Array.IndexOf(array, Context.OperationId) >= 0) return null; return null;', expected: ['A', 'B', 'C'] },
      { what: 'as members of an enumeration', members: 'enum Operations { ›A, ›B }', code: 'return Enum.TryParse<Operations>(Context.OperationId, out var one) && one == Operations.A ? null : null;', expected: ['A', 'B'] },
      { what: 'but not what is made with the help of the id', members: 'string Entity(string id) => id.Substring(3);', code: 'if (Context.OperationId.StartsWith("Get") || Context.OperationId.Contains("Item") || Entity(Context.OperationId) == "contact" || Context.OperationId.Replace("X", "") == "Y" || Context.OperationId == "") return null; return null;', expected: [] },
      { what: 'but not other texts beside it', code: 'var other = Context.CorrelationId; return Context.OperationId == Name("no") && other == "no" ? null : null;', members: 'string Name(string one) => one + Context.CorrelationId;', expected: [] },
    ]);
  });

  describe('waits', () => {
    table('synchronousWaits', [
      { what: 'of every kind', code: 'var one = Context.SendAsync(Context.Request, CancellationToken).›Result; Task.Delay(1).›Wait(); Task.›WaitAll(Task.Delay(1)); Thread.›Sleep(1); var two = Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false).GetAwaiter().›GetResult(); return one ?? two;', expected: ['Task.Result', 'Task.Wait', 'Task.WaitAll', 'Thread.Sleep', 'ConfiguredTaskAwaiter.GetResult'] },
      { what: 'but not the result of a task that was awaited before', code: 'var first = Task.FromResult(1); var all = new List<Task<int>> { first }; await Task.WhenAll(all); await first; var sum = all.Sum(one => one.Result) + first.Result; foreach (var one in all) sum += one.Result; return sum + all[0].Result > 1 ? null : null;', expected: [] },
      { what: 'but not the task that a continuation is given', code: 'var text = await Task.FromResult(1).ContinueWith(done => done.Result); return null;', expected: [] },
      { what: 'and the result of a task that is awaited only later', code: 'var first = Task.FromResult(1); var one = first.›Result; await first; return null;', expected: ['Task.Result'] },
      { what: 'but not members of other things with these names', members: 'class Answer { public int Result { get; set; } public void Wait() { } }', code: 'var answer = new Answer(); answer.Wait(); return answer.Result == 1 ? null : null;', expected: [] },
    ]);
  });

  describe('HTTP clients', () => {
    table('httpClients', [
      { what: 'made with new, also without the type, and with what belongs to them', code: 'using var one = ›new HttpClient(›new HttpClientHandler()); HttpClient two = ›new(); return await two.SendAsync(Context.Request);', expected: ['HttpClient', 'HttpClientHandler', 'HttpClient'] },
      { what: 'of the old kinds', code: '#pragma warning disable\nvar one = ›WebRequest.Create("https://x.example"); var two = ›new WebClient(); return null;', expected: ['WebRequest.Create', 'WebClient'] },
      { what: 'derived by the script, and sockets', members: 'class Mine : HttpClient { }', code: 'var one = ›new Mine(); var two = ›new System.Net.Sockets.TcpClient(); return null;', expected: ['HttpClient', 'TcpClient'] },
      { what: 'but not one that is only spoken of, nor a namesake', members: 'class WebClient { } HttpClient kept = null;', code: 'var one = new WebClient(); return await Context.SendAsync(Context.Request, CancellationToken);', expected: [] },
    ]);
  });

  describe('names outside the documented namespaces', () => {
    table('forbidden', [
      { what: 'spelt in full', code: 'var one = System.Text.Json.›JsonDocument.Parse("1"); System.Collections.Concurrent.›ConcurrentDictionary<string, int> two = null; return null;', expected: ['System.Text.Json.JsonDocument', 'System.Collections.Concurrent.ConcurrentDictionary'] },
      { what: 'inside them, where they reach out of the call', code: 'var one = ›File.ReadAllText("x"); var two = Environment.›GetEnvironmentVariable("x"); ›Process.Start("x"); return null;', expected: ['System.IO.File', 'System.Environment.GetEnvironmentVariable', 'System.Diagnostics.Process'] },
      { what: 'once for each name', code: 'System.Net.Sockets.›Socket socket = null; System.Net.Sockets.›Socket.Equals(socket, null); return null;', expected: ['System.Net.Sockets.Socket', 'System.Net.Sockets.Socket'] },
      { what: 'but not what the code does not name itself', code: 'var query = HttpUtility.ParseQueryString("a=1"); query.Set("a", "2"); var number = 1.ToString().Length; await using var stream = new MemoryStream(); return null;', expected: [] },
      { what: 'but not those that published scripts name in full', code: 'var one = 1.5.ToString(System.Globalization.CultureInfo.InvariantCulture); System.Collections.Specialized.NameValueCollection two = null; var three = new Newtonsoft.Json.Converters.StringEnumConverter(); return null;', expected: [] },
    ]);
  });

  describe('the clock', () => {
    table('clockReads', [
      { what: 'read in each way', code: 'var one = ›DateTime.UtcNow; var two = ›System.DateTimeOffset.Now; var three = ›DateTime.Today; var watch = Stopwatch.StartNew(); return null;', expected: ['DateTime.UtcNow', 'DateTimeOffset.Now', 'DateTime.Today'] },
    ]);
  });

  describe('culture', () => {
    table('cultureDependent', [
      { what: 'in reading', code: 'double.›Parse("1.5"); decimal.›TryParse("1", out var one); DateTime.›Parse("x"); Convert.›ToDouble("1"); DateTimeOffset.›ParseExact("x", "o", null); int.Parse("1"); return null;', expected: ['double.Parse', 'decimal.TryParse', 'DateTime.Parse', 'Convert.ToDouble', 'DateTimeOffset.ParseExact'] },
      { what: 'in printing', code: 'double one = 1.5; DateTime? day = null; var a = one.›ToString(); var b = day?.›ToString("d"); var c = $"{›one} {›one:N2}"; var d = "x" + ›one + "y"; var e = string.›Format("{0}", one); var f = Convert.›ToString(one); return null;', expected: ['double.ToString', 'DateTime.ToString', 'double in an interpolated string', 'double in an interpolated string', 'double added to a string', 'string.Format', 'Convert.ToString'] },
      { what: 'in sums, of which the numbers before the first string are one', code: 'double one = 1.5; var a = ›one + 1.0 + "x" + ›one + 1 + "y" + ›(one); var b = one + 1.0; var c = ›one + "x"; return null;', expected: ['double added to a string', 'double added to a string', 'double added to a string', 'double added to a string'] },
      { what: 'but not where the culture is named', code: 'var culture = System.Globalization.CultureInfo.InvariantCulture; var one = double.Parse("1", culture); var a = one.ToString(culture); var b = FormattableString.Invariant($"{one}"); var c = string.Format(culture, "{0}", one); var d = Convert.ToDouble("1", culture); var e = string.Create(culture, $"{one}"); return null;', expected: [] },
      { what: 'but not in formats that are the same everywhere', code: 'var day = new DateTime(2024, 1, 2); var a = day.ToString("o"); var b = $"{day:yyyy-MM-dd}{1.5:F0}{1.5:000}"; var c = day.ToString("yyyyMMdd\'T\'HHmmss"); var d = string.Format("{0:s}", day); return null;', expected: [] },
      { what: 'in formats that take separators or names from it', code: 'var day = new DateTime(2024, 1, 2); var a = day.›ToString("dd/MM/yyyy"); var b = day.›ToString("ddd"); var c = day.›ToString("HH:mm"); var d = 1.5.›ToString("0.00"); return null;', expected: ['DateTime.ToString', 'DateTime.ToString', 'DateTime.ToString', 'double.ToString'] },
      { what: 'but not in logs and exceptions', code: 'var one = 1.5; Context.Logger.LogInformation($"took {one}"); if (one > 2) throw new Exception("bad: " + one); return null;', expected: [] },
      { what: 'but not where the script sets it', code: 'System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture; var a = 1.5.ToString(); return null;', expected: [] },
      { what: 'but not for whole numbers and numbers that become numbers', code: 'int one = 1; var a = one.ToString(); var b = $"{one}"; var c = Convert.ToDouble(one); var d = "x" + one; return null;', expected: [] },
    ]);
  });

  describe('queries', () => {
    table('queryPrinting', [
      { what: 'printed in each way', code: 'var query = HttpUtility.ParseQueryString("a=1"); var a = query.›ToString(); var b = $"?{›query}"; var c = "?" + ›query; var d = HttpUtility.ParseQueryString("b=1").›ToString(); return null;', expected: ['ToString()', 'interpolated string', 'string addition', 'ToString()'] },
      { what: 'but not read, and not a plain collection', code: 'var query = HttpUtility.ParseQueryString("a=1"); var a = query["a"].ToString(); var plain = new System.Collections.Specialized.NameValueCollection(); var b = plain.ToString(); return null;', expected: [] },
    ]);
  });

  describe('Formatting', () => {
    table('ambiguousFormatting', [
      { what: 'alone, but not in full or through an alias', code: 'var a = JsonConvert.SerializeObject(1, ›Formatting.None); var b = JsonConvert.SerializeObject(1, Newtonsoft.Json.Formatting.None); return null;', expected: ['Formatting.None'] },
    ]);

    it('is clear in generated code, which imports one of the two', async () => {
      const facts = await inspect('using System.Net.Http; using System.Threading.Tasks; using Newtonsoft.Json;\npublic class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => Task.FromResult(new HttpResponseMessage { Content = CreateJsonContent(JsonConvert.SerializeObject(1, Formatting.None)) }); }', true);
      assert.deepEqual([facts.ambiguousFormatting, facts.diagnostics], [[], []]);
    });
  });

  describe('layout', () => {
    it('has usings as namespaces, directives and namespace blocks', async () => {
      const facts = await inspect('#r "Some.dll"\n#load "other.csx"\nusing System;\nusing static System.Math;\nusing Json = Newtonsoft.Json.Formatting;\nusing System.Globalization;\nusing Some.Thing;\nnamespace Mine.Own\n{\n    using System.Text.Json;\n    public class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => null; }\n}\n');
      assert.deepEqual([spelt(facts.directives), spelt(facts.usings), spelt(facts.namespaceBlocks), facts.classes], [
        ['#r "Some.dll" 1:1', '#load "other.csx" 2:1'],
        ['System 3:7', 'System 4:14', 'Newtonsoft.Json 5:14', 'System.Globalization 6:7', 'Some.Thing 7:7', 'System.Text.Json 10:11'],
        ['Mine.Own 8:1'],
        [{ name: 'Script', executes: true }],
      ]);
      assert.deepEqual(facts.diagnostics.filter(({ severity }) => severity === 'error').map(({ id, line }) => `${id} ${line}`), ['CS7011 1', 'CS8097 2', 'CS0246 7']);
    });

    it('tells which classes execute', async () => {
      const facts = await inspect([
        'public abstract class Middle : ScriptBase { public override async Task<HttpResponseMessage> ExecuteAsync() { await Task.Yield(); return null; } }',
        'public class Inherits : Middle { }',
        'public class Hides : ScriptBase { public Task<HttpResponseMessage> ExecuteAsync() => null; }',
        'public class Other : ScriptBase { public override Task<string> ExecuteAsync() => null; }',
        'public class Nothing { public Task<HttpResponseMessage> ExecuteAsync() => null; }',
      ].join('\n'));
      assert.deepEqual(facts.classes, [{ name: 'Inherits', executes: true }, { name: 'Hides', executes: false }, { name: 'Other', executes: false }]);
    });
  });

  it('are told of a script that does not compile as far as it can be understood', async () => {
    const facts = await inspect('using Missing.Thing;\npublic class Script : ScriptBase {\n public override async Task<HttpResponseMessage> ExecuteAsync() {\n  var x = Missing.Load(Context.OperationId);\n  if (Context.OperationId == "Broken" || Ctx.OperationId == "Odd") return 1 +;\n  var y = helper.SendAsync(x).Result; helper.GoAsync().GetAwaiter().GetResult(); helper.Get(x).Result;\n  var t = DateTime.UtcNow; double.Parse("1");\n }\n');
    assert.deepEqual(
      { ids: spelt(facts.operationIds), waits: spelt(facts.synchronousWaits), clock: spelt(facts.clockReads), culture: spelt(facts.cultureDependent), usings: spelt(facts.usings), classes: facts.classes },
      { ids: ['Broken 5:30', 'Odd 5:61'], waits: ['Task.Result 6:31', 'TaskAwaiter.GetResult 6:69'], clock: ['DateTime.UtcNow 7:11'], culture: ['double.Parse 7:35'], usings: ['Missing.Thing 1:7'], classes: [{ name: 'Script', executes: true }] },
    );
    assert.ok(facts.diagnostics.some(({ severity, line }) => severity === 'error' && line === 5));
  });

  it('come with the host\'s own remarks, which loading a script makes too', async () => {
    const facts = await inspect(scriptOf('using var client = new HttpClient(); System.Net.Sockets.Socket socket = null; Environment.Exit(3); return null;'));
    assert.deepEqual(facts.diagnostics.filter(({ id }) => id.startsWith('KSH')).map(({ id, severity, line, column }) => ({ id, severity, line, column })), [
      { id: 'KSH003', severity: 'warning', line: 6, column: 24 },
      { id: 'KSH002', severity: 'warning', line: 6, column: 57 },
      { id: 'KSH002', severity: 'warning', line: 6, column: 91 },
    ]);
  });
});
