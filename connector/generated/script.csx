// Customer Insights Automation: custom code of the connector, version 1.0.0.
// Made from the typed model; change the model, not this file. First what all operations share, then each operation.

using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

// The service behind this connector.
internal sealed class ServiceApi
{
    // baseAddress: without a slash at its end; storageHosts: endings of the hosts that keep its files, with a dot.
    public ServiceApi(string baseAddress, string name, IReadOnlyList<string> storageHosts = null)
    {
        BaseAddress = baseAddress.TrimEnd('/');
        StorageHosts = storageHosts ?? new string[0];
        Name = name;
    }

    public string BaseAddress { get; }
    public IReadOnlyList<string> StorageHosts { get; }
    public string Name { get; }
}

// One operation of the definition, and the code that answers it.
internal sealed class Operation
{
    // path: the template in the definition, with {parameters}.
    public Operation(string id, string path, Func<Call, Task<HttpResponseMessage>> answer)
    {
        Id = id;
        Path = path;
        Answer = answer;
    }

    public string Id { get; }
    public string Path { get; }
    public Func<Call, Task<HttpResponseMessage>> Answer { get; }
    public bool Polling { get; set; }
}

// The way from the platform's request to the operation, and from whatever goes wrong to a JSON answer.
internal static class Dispatch
{
    public static async Task<HttpResponseMessage> Answer(
        IScriptContext context, CancellationToken token, ServiceApi service, IReadOnlyList<Operation> operations)
    {
        // Undocumented but used by certified connectors; read here only, before anything is changed.
        var origin = context.OriginalRequestUri ?? context.Request.RequestUri;
        var operation = Find(operations, context.OperationId);
        if (operation == null)
            return Reply.Error(404, "UnknownOperation", "This connector has no operation \"" + context.OperationId + "\".");
        HttpResponseMessage reply;
        try
        {
            using (var upstream = new Upstream(context, service, token))
            {
                var content = context.Request.Content;
                var body = content == null ? null : await content.ReadAsStringAsync().ConfigureAwait(false);
                reply = await operation.Answer(new Call(operation, origin, context.Request.RequestUri, body, upstream))
                    .ConfigureAwait(false);
            }
        }
        catch (Failure failure)
        {
            reply = failure.ToReply();
        }
        catch (Exception fault)
        {
            reply = Reply.Error(500, "ConnectorFault",
                "The connector itself failed (" + fault.GetType().Name + "): please tell its publisher what you did.");
        }
        // A trigger's answer without a location could make the platform forget the position.
        return operation.Polling && !reply.Headers.Contains("Location") ? Reply.WithLocation(reply, origin) : reply;
    }

    // Some hosts hand the id over in base64, and not always in the definition's casing.
    private static Operation Find(IReadOnlyList<Operation> operations, string id)
    {
        if (string.IsNullOrEmpty(id)) return null;
        return ByName(operations, id) ?? ByName(operations, FromBase64(id));
    }

    private static Operation ByName(IReadOnlyList<Operation> operations, string id) =>
        operations.FirstOrDefault(operation => operation.Id == id)
        ?? operations.FirstOrDefault(operation => string.Equals(operation.Id, id, StringComparison.OrdinalIgnoreCase));

    private static string FromBase64(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

// One call of an operation: its inputs, and the way to the service.
internal sealed class Call
{
    private readonly Dictionary<string, string> parameters;
    private readonly string body;

    public Call(Operation operation, Uri origin, Uri address, string body, Upstream upstream)
    {
        Operation = operation;
        Origin = origin;
        Upstream = upstream;
        this.body = body;
        parameters = Address.PathParameters(operation.Path, address)
            ?? Address.PathParameters(operation.Path, origin)
            ?? new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Address.QueryParameters(address))
            if (pair.Key != Address.StateParameter && !parameters.ContainsKey(pair.Key)) parameters[pair.Key] = pair.Value;
    }

    public Operation Operation { get; }

    // The address at which the platform called this connector; the service's address is another one.
    public Uri Origin { get; }

    public Upstream Upstream { get; }

    // Path and query parameters by name, decoded, without the state of a trigger.
    public IReadOnlyDictionary<string, string> Parameters => parameters;

    // The service's clock at its last answer; null before the first.
    public DateTimeOffset? Now => Upstream.LastDate;

    // A parameter's text; null when it is absent or blank.
    public string Text(string name) =>
        parameters.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    // True when any of the parameters is absent or blank: a lookup then has nothing to ask for yet.
    public bool Lacks(params string[] names) => names.Any(name => Text(name) == null);

    // Refuses the call, by name, when one of the parameters is absent or blank.
    public void Require(params string[] names)
    {
        foreach (var name in names)
            if (Text(name) == null) throw Failure.Refused("The value of " + name + " is empty. Choose or type one.");
    }

    public decimal? Number(string name)
    {
        var text = Text(name);
        if (text == null) return null;
        return Value.ParseNumber(text) is decimal number
            ? number
            : throw Failure.Refused("The value of " + name + " is not a number: use digits and, for a fraction, a point.");
    }

    public bool? Flag(string name)
    {
        var text = Text(name);
        if (text == null) return null;
        return bool.TryParse(text, out var flag)
            ? flag
            : throw Failure.Refused("The value of " + name + " is neither true nor false.");
    }

    // A time without a zone is UTC.
    public DateTimeOffset? Instant(string name)
    {
        var text = Text(name);
        if (text == null) return null;
        return Value.ParseInstant(text) is DateTimeOffset instant
            ? instant
            : throw Failure.Refused("The value of " + name + " is not a date and time: use a form such as 2024-05-01T08:00:00Z.");
    }

    // The request's JSON body; null when it has none.
    public JToken Body()
    {
        if (string.IsNullOrWhiteSpace(body)) return null;
        return Json.TryParse(body, out var value) ? value : throw Failure.Refused("The body of the request is not JSON.");
    }

    // The body of the service's answer; null when it has none. Throws what the caller is to be told otherwise.
    public async Task<JToken> Send(ApiRequest request) => request.AllPages == null
        ? Upstream.Body(request, await SendRaw(request).ConfigureAwait(false))
        : await AllPages(request, request.AllPages).ConfigureAwait(false);

    // The service's answer whatever its status, for code that has to see status and headers.
    public Task<ApiAnswer> SendRaw(ApiRequest request) => Upstream.SendEitherForm(request, new PathForms(0), 0);

    // A file from the service's storage, without credentials.
    public Task<HttpResponseMessage> Fetch(Uri address, IEnumerable<KeyValuePair<string, string>> headers = null) =>
        Storage.Fetch(Upstream, address, headers);

    // The absolute address of another operation of this connector. path: escaped, may have a query.
    public Uri Self(string path) => Address.Sibling(Origin, Operation.Path, path);

    private async Task<JToken> AllPages(ApiRequest request, Pages pages)
    {
        var forms = new PathForms(0);
        JToken first = null;
        JArray all = null;
        JToken former = null;
        for (var skip = 0; ; skip += pages.Size)
        {
            var answer = Upstream.Body(request, await Upstream.SendEitherForm(request, forms, 0,
                Parameter(pages.TopParameter, pages.Size), Parameter(pages.SkipParameter, skip)).ConfigureAwait(false));
            var page = Json.Records(answer);
            if (first == null)
            {
                if (page == null) return answer;
                first = answer;
                all = page;
                former = page.FirstOrDefault()?.DeepClone();
                if (page.Count < pages.Size) return first;
                continue;
            }
            // A service that ignores the skip parameter sends its first page for ever.
            if (page == null || page.Count == 0 || JToken.DeepEquals(page[0], former)) return first;
            former = page[0].DeepClone();
            foreach (var record in page) all.Add(record);
            if (page.Count < pages.Size) return first;
        }
    }

    private static KeyValuePair<string, string> Parameter(string name, int value) =>
        new KeyValuePair<string, string>(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

// The answers that this connector gives.
internal static class Reply
{
    public static HttpResponseMessage Ok(JToken body) => Json(200, body);

    // status: an HTTP status; body: null gives an answer without a body.
    public static HttpResponseMessage Json(int status, JToken body)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status);
        if (body != null)
            reply.Content = new StringContent(body.ToString(Newtonsoft.Json.Formatting.None), Encoding.UTF8, "application/json");
        return reply;
    }

    // message: a sentence for people; details: what the service said, if anything.
    public static HttpResponseMessage Error(int status, string code, string message, JToken details = null)
    {
        var error = new JObject { ["code"] = code, ["message"] = message };
        if (details != null) error["details"] = details;
        return Json(status, new JObject { ["error"] = error });
    }

    // 202: not finished. The caller asks again at the location, not before the time (seconds, or an HTTP date).
    public static HttpResponseMessage Accepted(Uri location, string retryAfter = null)
    {
        return WithRetryAfter(WithLocation(Json(202, null), location), retryAfter);
    }

    public static HttpResponseMessage Accepted(Uri location, int retryAfterSeconds) =>
        Accepted(location, retryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));

    // Written as text: the typed header would unescape letters that another operation's caller had escaped.
    public static HttpResponseMessage WithLocation(HttpResponseMessage reply, Uri location)
    {
        reply.Headers.Remove("Location");
        reply.Headers.TryAddWithoutValidation("Location", Address.Text(location));
        return reply;
    }

    // Passed on as it is written, because both forms are allowed and a date must not be shifted.
    public static HttpResponseMessage WithRetryAfter(HttpResponseMessage reply, string retryAfter)
    {
        if (!string.IsNullOrEmpty(retryAfter)) reply.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return reply;
    }
}

// What a detector found in one poll.
internal sealed class Detected
{
    public Detected(PollState next, List<JObject> events, bool more)
    {
        Next = next;
        Events = events;
        More = more;
    }

    public PollState Next { get; }
    public List<JObject> Events { get; }

    // More events wait than one answer may carry.
    public bool More { get; }
}

// One poll of one trigger: the position it starts from, and what it learns on the way.
internal sealed class Poll
{
    private readonly PathForms forms;

    public Poll(Call call, PollState before)
    {
        Call = call;
        Before = before;
        forms = new PathForms(before.OtherForms);
        WindowHint = before.WindowHint;
    }

    public Call Call { get; }
    public PollState Before { get; }

    // Where a window should begin next time.
    public int WindowHint { get; set; }

    // Now, by the clock of the service. The first answer's time is taken, because whatever was not visible in any
    // answer of this poll became visible after it.
    public DateTimeOffset Now => Call.Upstream.FirstDate ?? throw ApiErrors.NoDate(Call.Upstream.Service);

    // place: the request's bit in the path forms.
    public async Task<JToken> Read(ApiRequest request, int place, params KeyValuePair<string, string>[] extra)
    {
        var answer = await Call.Upstream.SendEitherForm(request, forms, place, extra).ConfigureAwait(false);
        return Call.Upstream.Body(request, answer)
            ?? throw ApiErrors.Unreadable(answer, Call.Upstream.Service);
    }

    // The old position with what was learned. An unseeded one also learns from when items count.
    public PollState Unmoved()
    {
        var state = Before.Copy();
        state.OtherForms = forms.Others;
        state.WindowHint = WindowHint;
        if (!state.Seeded && state.Time == null) state.Time = Call.Upstream.FirstDate;
        return state;
    }

    // The position after a successful poll. It never goes back, whatever the service's clock does.
    public PollState Moved()
    {
        var state = Unmoved();
        state.Time = Before.Seeded && Before.Time > Now ? Before.Time : Now;
        state.Seeded = true;
        return state;
    }
}

// What all polling triggers share: read the position, look, answer with the events and the next position.
internal static class Polling
{
    public const int MostEvents = 100;
    private const int MostCalls = 3;

    public static Task<HttpResponseMessage> Answer(Call call, NewItems trigger) =>
        Run(call, PollKind.NewItems, trigger.Detect);

    public static Task<HttpResponseMessage> Answer(Call call, Crossing trigger) =>
        Run(call, PollKind.Crossing, trigger.Detect);

    private static async Task<HttpResponseMessage> Run(Call call, PollKind kind, Func<Poll, Task<Detected>> detect)
    {
        var digest = Digest(call);
        var text = Address.QueryParameters(call.Origin)
            .Where(pair => pair.Key == Address.StateParameter).Select(pair => pair.Value).LastOrDefault();
        PollState before = null;
        // A damaged position is never replaced by a fresh one: that would lose events without a word.
        if (text != null && !PollStateText.TryRead(text, kind, digest, out before))
            return Reply.WithLocation(Reply.Error(400, "StateUnreadable", "The trigger's stored position can't be read, so it "
                + "is not known which events have been delivered: turn the flow off and on again; if that doesn't help, "
                + "save a copy of the flow and use the copy."), call.Origin);

        var isFirst = before == null;
        var poll = new Poll(call, before ?? new PollState(kind, digest));
        call.Upstream.CallLimit = MostCalls;
        try
        {
            var found = await detect(poll).ConfigureAwait(false);
            return Reply.WithLocation(Events(found), Next(call, found.Next));
        }
        catch (CallLimitReached)
        {
            return Reply.WithLocation(Nothing(), Next(call, poll.Unmoved()));
        }
        catch (Failure failure)
        {
            // It is certain only for a success that the platform keeps the position, so a poll that learns from when
            // items count succeeds in any case. The next poll reports what is still wrong.
            var learnsTime = poll.Before.Time == null && call.Upstream.FirstDate != null;
            var isSilent = failure.OfService && (isFirst || learnsTime || failure.IsThrottling);
            var reply = isSilent ? Reply.WithRetryAfter(Nothing(), failure.RetryAfter) : failure.ToReply();
            return Reply.WithLocation(reply, Next(call, poll.Unmoved()));
        }
    }

    private static HttpResponseMessage Nothing() => Reply.Json(202, null);

    private static HttpResponseMessage Events(Detected found)
    {
        if (found.Events.Count == 0) return Nothing();
        var reply = Reply.Ok(new JObject { ["value"] = new JArray(found.Events) });
        // Zero asks the platform to poll again at once.
        return found.More ? Reply.WithRetryAfter(reply, "0") : reply;
    }

    private static Uri Next(Call call, PollState state) => Address.WithState(call.Origin, PollStateText.Write(state));

    // Lengths keep apart what would otherwise read the same.
    private static byte[] Digest(Call call)
    {
        var inputs = call.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => new[] { pair.Key, pair.Value });
        var text = string.Concat(new[] { call.Operation.Id }.Concat(inputs)
            .Select(part => part.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) + ":" + part));
        return Identity.Hash(Encoding.UTF8.GetBytes(text)).Take(PollStateText.DigestBytes).ToArray();
    }
}

// Requests that are only needed when something is new, by name.
internal sealed class AlsoReads : IEnumerable<KeyValuePair<string, ApiRequest>>
{
    // The list takes one of a poll's three calls.
    private const int Most = 2;

    private readonly SortedDictionary<string, ApiRequest> requests =
        new SortedDictionary<string, ApiRequest>(StringComparer.Ordinal);

    public void Add(string name, ApiRequest request)
    {
        if (requests.Count == Most) throw new InvalidOperationException("A poll makes at most three calls.");
        requests.Add(name, request);
    }

    public IEnumerator<KeyValuePair<string, ApiRequest>> GetEnumerator() => requests.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

// A trigger that fires once for each new item of a list.
//
// An item counts exactly once if it becomes visible within 24 hours of its end and the service still lists it at a
// successful poll. So everything that ended less than 24 hours before the last successful poll is looked at again, and
// what was seen there is remembered.
internal sealed class NewItems
{
    // The list. Its window widens until it reaches back far enough.
    public ApiRequest Read { get; set; }

    public AlsoReads Also { get; } = new AlsoReads();

    // The items inside a listed record; null when the records are the items.
    public Func<JToken, IEnumerable<JToken>> Items { get; set; }

    // (item, record): does it count, which is it, when did it end.
    public Func<JToken, JToken, bool> Where { get; set; } = (item, record) => true;
    public Func<JToken, JToken, string> Id { get; set; }
    public Func<JToken, JToken, DateTimeOffset?> At { get; set; }

    // (item, record, also): a second condition on a new item; one that fails it counts as seen.
    public Func<JToken, JToken, IReadOnlyDictionary<string, JToken>, bool> Keep { get; set; } = (item, record, also) => true;

    // (item, record, also, historyIncomplete): the event.
    public Func<JToken, JToken, IReadOnlyDictionary<string, JToken>, bool, JObject> Event { get; set; }

    public async Task<Detected> Detect(Poll poll)
    {
        var (records, isCovered) = await ReadWindow(poll).ConfigureAwait(false);
        var before = poll.Before;
        var visible = Sightings(records);
        var recall = before.Seen.Compare(visible.Where(item => item.Key.At >= Horizon(before, poll.Now)).ToList());
        var fresh = visible.Where(item => IsNew(item, before, recall)).OrderBy(item => item.Key).ToList();
        var isBegun = before.Time != null;
        var isIncomplete = before.HistoryIncomplete || recall.IsLost || (isBegun && !isCovered);

        var also = fresh.Count == 0 ? new Dictionary<string, JToken>() : await ReadAlso(poll).ConfigureAwait(false);
        var chosen = new List<Sighting>();
        ItemKey? waiting = null;
        foreach (var item in fresh.Where(item => Keep(item.Item, item.Record, also)))
        {
            if (chosen.Count < Polling.MostEvents)
            {
                chosen.Add(item);
                continue;
            }
            waiting = item.Key;
            break;
        }

        var next = poll.Moved();
        if (waiting != null)
        {
            // The position stays where the waiting items are still in reach, and does not run ahead of the clock.
            var reached = Earlier(chosen[chosen.Count - 1].Key.At, poll.Now);
            next.Time = before.Seeded && before.Time > reached ? before.Time : reached;
        }
        var from = Horizon(next);
        var freshOnes = new HashSet<ulong>(fresh.Select(item => item.Identity));
        var dealtWith = visible.Where(item => item.Key.At >= from
            && (waiting == null || !freshOnes.Contains(item.Identity) || item.Key.CompareTo(waiting.Value) < 0));
        next.Seen = SeenItems.Remember(dealtWith, recall.Gone, from, next.Time.Value, waiting);
        next.HistoryIncomplete = isIncomplete && chosen.Count == 0;
        next.WindowHint = NextStep(records, poll.WindowHint, from);
        return new Detected(next,
            chosen.Select(item => Event(item.Item, item.Record, also, isIncomplete)).ToList(), waiting != null);
    }

    private static bool IsNew(Sighting item, PollState before, Recall recall)
    {
        if (before.Seeded) return item.Key.At >= Horizon(before) && !recall.Knows(item);
        // Before the first successful poll, what ended after the trigger was turned on is new and the rest is not.
        return before.Time != null && item.Key.At > before.Time.Value;
    }

    // Everything at or after this instant has to be looked at, and remembered.
    private static DateTimeOffset Horizon(PollState state) => state.Time.Value - PollState.Lateness;

    private static DateTimeOffset Horizon(PollState before, DateTimeOffset now)
    {
        if (before.Seeded) return Horizon(before);
        var reach = now - PollState.Lateness;
        return before.Time == null ? reach : Earlier(before.Time.Value, reach);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private async Task<(JArray Records, bool IsCovered)> ReadWindow(Poll poll)
    {
        var window = Read.Window as CountWindow;
        if (window == null) return (Records(poll, await poll.Read(Read, 0).ConfigureAwait(false)), true);
        for (var step = Math.Min(poll.WindowHint, window.LastStep); ; step++)
        {
            poll.WindowHint = step;
            var records = Records(poll, await poll.Read(Read, 0, window.AskStep(step)).ConfigureAwait(false));
            if (window.Covers(records, step, Horizon(poll.Before, poll.Now))) return (records, true);
            if (step == window.LastStep) return (records, false);
        }
    }

    private int NextStep(JArray records, int reached, DateTimeOffset from) =>
        Read.Window is CountWindow window ? window.SmallestStep(records, reached, from) : 0;

    private static JArray Records(Poll poll, JToken answer) => Json.Records(answer)
        ?? throw ApiErrors.NotAList(poll.Call.Upstream.Service);

    // In parallel: each may take a second, and the platform waits for five.
    private async Task<Dictionary<string, JToken>> ReadAlso(Poll poll)
    {
        var reads = Also.Select((pair, index) => (pair.Key, Answer: poll.Read(pair.Value, index + 1))).ToList();
        try
        {
            await Task.WhenAll(reads.Select(read => read.Answer)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The loop below throws it: the first by name, not the first by chance.
        }
        var also = new Dictionary<string, JToken>(StringComparer.Ordinal);
        foreach (var read in reads) also[read.Key] = await read.Answer.ConfigureAwait(false);
        return also;
    }

    // One sighting an id. Of several, the earliest, so that listing it a second time changes nothing.
    private List<Sighting> Sightings(JArray records)
    {
        var found = new Dictionary<string, Sighting>(StringComparer.Ordinal);
        foreach (var record in records)
            foreach (var item in Items == null ? new[] { record } : Items(record))
            {
                if (!Where(item, record)) continue;
                var id = Id(item, record);
                var at = At(item, record);
                if (string.IsNullOrEmpty(id) || at == null) continue;
                var key = ItemKey.Of(at.Value, id);
                if (found.TryGetValue(id, out var other) && other.Key.CompareTo(key) <= 0) continue;
                found[id] = new Sighting { Identity = Identity.Of(id), Key = key, Item = item, Record = record };
            }
        return found.Values.ToList();
    }
}

// A crossing that a trigger found, for making its event.
internal sealed class Crossed
{
    public JToken Source { get; set; }
    public JToken Point { get; set; }
    public decimal Value { get; set; }
    public decimal PreviousValue { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? PreviousAt { get; set; }
    public bool Rising { get; set; }
    public bool HistoryIncomplete { get; set; }
}

// A trigger that fires whenever a measured value crosses a threshold.
//
// Every point of the history that is newer than the last one seen is compared with the one before it, so that up, down
// and up again between two polls fires for each. A point that is older than the last one seen changes nothing.
internal sealed class Crossing
{
    private static readonly string[] Directions = { "above", "below", "either" };

    // The history. Its window widens until it reaches back to the last point seen.
    public ApiRequest Read { get; set; }

    // A sentence when the source can't be watched; null otherwise.
    public Func<JToken, string> Refuse { get; set; } = answer => null;

    // What is watched, in the answer; null when it is not there.
    public Func<JToken, JToken> Source { get; set; }

    public Func<JToken, IEnumerable<JToken>> Series { get; set; }
    public Func<JToken, DateTimeOffset?> At { get; set; }
    public Func<JToken, decimal?> Measure { get; set; }

    public decimal? Threshold { get; set; }

    // above, below or either; null is above.
    public string Direction { get; set; }

    public Func<Crossed, JObject> Event { get; set; }

    public async Task<Detected> Detect(Poll poll)
    {
        if (Threshold == null) throw Failure.Refused("The threshold is empty. Enter the number that is to be crossed.");
        Direction = Direction ?? "above";
        if (!Directions.Contains(Direction, StringComparer.OrdinalIgnoreCase))
            throw Failure.Refused("The direction must be above, below or either.");

        var (source, isCovered) = await ReadWindow(poll).ConfigureAwait(false);
        // What does not exist now may come back: the position waits for it.
        if (source == null) return new Detected(poll.Unmoved(), new List<JObject>(), false);

        var before = poll.Before;
        var points = Points(source);
        var last = before.Last ?? Baseline(points, before);
        var isBegun = before.Last != null || before.Time != null;
        var isIncomplete = before.HistoryIncomplete || (isBegun && !isCovered);
        var crossings = new List<Crossed>();
        var isMore = false;
        foreach (var point in before.Seeded || before.Time != null ? points : new List<Measured>())
        {
            if (last != null && point.At <= last.At) continue;
            var crossed = last == null ? null : Compare(last, point, source, isIncomplete);
            isMore = crossed != null && crossings.Count == Polling.MostEvents;
            if (isMore) break;
            if (crossed != null) crossings.Add(crossed);
            last = new LastPoint(point.At, point.Value);
        }

        var next = poll.Moved();
        next.Last = last;
        next.WindowHint = 0;
        // The next window has to reach back to the points that wait.
        if (isMore) next.Time = last.At < next.Time ? last.At : next.Time;
        next.HistoryIncomplete = isIncomplete && crossings.Count == 0;
        return new Detected(next, crossings.Select(Event).ToList(), isMore);
    }

    // The point that the first comparison starts from. Without a position that is the newest one; after a first poll
    // that failed, the newest one of the time before. A trigger that has seen no point yet has none.
    private static LastPoint Baseline(List<Measured> points, PollState before)
    {
        if (before.Seeded) return null;
        var found = points.LastOrDefault(point => before.Time == null || point.At <= before.Time.Value);
        return found == null ? null : new LastPoint(found.At, found.Value);
    }

    // previous <= threshold < value rises, previous >= threshold > value falls: a value equal to the threshold is not
    // across it.
    private Crossed Compare(LastPoint last, Measured point, JToken source, bool isIncomplete)
    {
        var threshold = Threshold.Value;
        var rises = last.Value <= threshold && threshold < point.Value && !IsDirection("below");
        var falls = last.Value >= threshold && threshold > point.Value && !IsDirection("above");
        if (!rises && !falls) return null;
        return new Crossed
        {
            Source = source,
            Point = point.Token,
            Value = point.Value,
            PreviousValue = last.Value,
            At = point.At,
            PreviousAt = last.At,
            Rising = rises,
            HistoryIncomplete = isIncomplete,
        };
    }

    private bool IsDirection(string name) => string.Equals(Direction, name, StringComparison.OrdinalIgnoreCase);

    private async Task<(JToken Source, bool IsCovered)> ReadWindow(Poll poll)
    {
        var window = Read.Window as DaysWindow;
        if (window == null) return (Find(await poll.Read(Read, 0).ConfigureAwait(false)), true);
        var asked = window.Begin(poll.WindowHint);
        var source = Find(await poll.Read(Read, 0, window.AskDays(asked)).ConfigureAwait(false));
        var needed = DaysWindow.Needed(Reach(poll), poll.Now);
        // What the first comparison starts from may be older than everything that is new.
        var wanted = LacksBaseline(source, poll.Before) ? window.Cap : needed;
        if (source == null || asked >= wanted) return (source, asked >= needed);
        var wider = Math.Min(wanted, window.Cap);
        if (wider > asked)
        {
            poll.WindowHint = wider;
            source = Find(await poll.Read(Read, 0, window.AskDays(wider)).ConfigureAwait(false));
        }
        return (source, needed <= window.Cap);
    }

    // After a first poll that failed: no point of the time before it is in sight.
    private bool LacksBaseline(JToken source, PollState before) =>
        source != null && !before.Seeded && before.Time != null && Baseline(Points(source), before) == null;

    // New points lie after the last one seen, and none that was visible 24 hours after its evaluation lies before the
    // last successful poll by more than that.
    private static DateTimeOffset Reach(Poll poll)
    {
        var before = poll.Before;
        if (before.Time == null) return poll.Now;
        if (!before.Seeded) return before.Time.Value;
        var late = before.Time.Value - PollState.Lateness;
        return before.Last != null && before.Last.At > late ? before.Last.At : late;
    }

    private JToken Find(JToken answer)
    {
        var refusal = Refuse(answer);
        if (!string.IsNullOrEmpty(refusal)) throw Failure.Refused(refusal);
        var source = Source(answer);
        return source == null || source.Type == JTokenType.Null ? null : source;
    }

    // In the order of time, one an instant: of several the last listed, which is the corrected one.
    private List<Measured> Points(JToken source)
    {
        var found = new SortedDictionary<long, Measured>();
        foreach (var token in Series(source) ?? Enumerable.Empty<JToken>())
            if (At(token) is DateTimeOffset at && Measure(token) is decimal value)
                found[at.UtcTicks] = new Measured { Token = token, At = at, Value = value };
        return found.Values.ToList();
    }

    private sealed class Measured
    {
        public JToken Token { get; set; }
        public DateTimeOffset At { get; set; }
        public decimal Value { get; set; }
    }
}

// What a trigger remembers.
internal enum PollKind : byte
{
    Crossing = 1,
    NewItems = 2,
}

// The last point that a crossing was measured at.
internal sealed class LastPoint
{
    public LastPoint(DateTimeOffset at, decimal value)
    {
        At = at;
        Value = value;
    }

    public DateTimeOffset At { get; }
    public decimal Value { get; }
}

// The position of a polling trigger between two polls.
internal sealed class PollState
{
    // Items may become visible this long after they ended and still count.
    public static readonly TimeSpan Lateness = TimeSpan.FromHours(24);

    public PollState(PollKind kind, byte[] digest)
    {
        Kind = kind;
        Digest = digest;
    }

    public PollKind Kind { get; }

    // Of the operation and its inputs: with others, a position means nothing.
    public byte[] Digest { get; }

    // False as long as no poll has succeeded.
    public bool Seeded { get; set; }

    // Seeded: the time of the last successful poll. Otherwise the time from which items count, if it is known.
    public DateTimeOffset? Time { get; set; }

    // Something was missed and no event has said so yet.
    public bool HistoryIncomplete { get; set; }

    // Which requests use the other form of their path (PathForms).
    public byte OtherForms { get; set; }

    // Where the window begins: a step or a number of days; 0 is the usual.
    public int WindowHint { get; set; }

    public LastPoint Last { get; set; }

    public SeenItems Seen { get; set; } = SeenItems.None;

    public PollState Copy() => (PollState)MemberwiseClone();
}

// The position as text: "v1." and base64url of at most 1,122 bytes, which makes at most 1,500 characters.
internal static class PollStateText
{
    private const string Prefix = "v1.";
    public const int DigestBytes = 8;
    private const int ChecksumBytes = 4;

    [Flags]
    private enum Marks : byte
    {
        Seeded = 1,
        HasTime = 2,
        HistoryIncomplete = 4,
        HasLast = 8,
    }

    public static string Write(PollState state)
    {
        using (var bytes = new MemoryStream())
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write((byte)state.Kind);
            writer.Write(state.Digest);
            writer.Write((byte)((state.Seeded ? Marks.Seeded : 0) | (state.Time != null ? Marks.HasTime : 0)
                | (state.HistoryIncomplete ? Marks.HistoryIncomplete : 0) | (state.Last != null ? Marks.HasLast : 0)));
            writer.Write(state.OtherForms);
            writer.Write((ushort)state.WindowHint);
            if (state.Time is DateTimeOffset time) StateBytes.WriteInstant(writer, time);
            if (state.Last is LastPoint last)
            {
                StateBytes.WriteInstant(writer, last.At);
                StateBytes.WriteDecimal(writer, last.Value);
            }
            if (state.Kind == PollKind.NewItems && state.Seeded && state.Time is DateTimeOffset position)
                SeenItemsText.Write(writer, state.Seen, position);
            writer.Write(Checksum(bytes.ToArray()));
            return Prefix + Convert.ToBase64String(bytes.ToArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        }
    }

    // Reads a position. False when the text is damaged or of a version that this code does not know. The state is null
    // when it belongs to another operation or to other inputs: then the trigger begins anew.
    public static bool TryRead(string text, PollKind kind, byte[] digest, out PollState state)
    {
        state = null;
        if (!TryDecode(text, out var bytes)) return false;
        try
        {
            using (var reader = new BinaryReader(new MemoryStream(bytes)))
            {
                var storedKind = (PollKind)reader.ReadByte();
                var storedDigest = reader.ReadBytes(DigestBytes);
                if (storedKind != kind || !storedDigest.SequenceEqual(digest)) return true;
                state = ReadRest(reader, new PollState(kind, digest));
                return true;
            }
        }
        catch (Exception reason) when (reason is EndOfStreamException || reason is ArgumentException)
        {
            state = null;
            return false;
        }
    }

    private static PollState ReadRest(BinaryReader reader, PollState state)
    {
        var marks = (Marks)reader.ReadByte();
        state.Seeded = (marks & Marks.Seeded) != 0;
        state.HistoryIncomplete = (marks & Marks.HistoryIncomplete) != 0;
        state.OtherForms = reader.ReadByte();
        state.WindowHint = reader.ReadUInt16();
        if ((marks & Marks.HasTime) != 0) state.Time = StateBytes.ReadInstant(reader);
        if ((marks & Marks.HasLast) != 0)
        {
            var at = StateBytes.ReadInstant(reader);
            state.Last = new LastPoint(at, StateBytes.ReadDecimal(reader));
        }
        if (state.Kind == PollKind.NewItems && state.Seeded && state.Time is DateTimeOffset position)
            state.Seen = SeenItemsText.Read(reader, position);
        return state;
    }

    // The bytes without their checksum; false when the text is not one that Write has made.
    private static bool TryDecode(string text, out byte[] content)
    {
        content = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var body = text.Substring(Prefix.Length);
        if (body.Any(letter => !(letter < 128 && char.IsLetterOrDigit(letter)) && letter != '-' && letter != '_')) return false;
        if (body.Length % 4 == 1) return false;
        var padded = body.Replace('-', '+').Replace('_', '/').PadRight((body.Length + 3) / 4 * 4, '=');
        var bytes = Convert.FromBase64String(padded);
        if (bytes.Length <= DigestBytes + ChecksumBytes) return false;
        content = bytes.Take(bytes.Length - ChecksumBytes).ToArray();
        return Checksum(content).SequenceEqual(bytes.Skip(content.Length));
    }

    private static byte[] Checksum(byte[] content) => Identity.Hash(content).Take(ChecksumBytes).ToArray();
}

// Where an item stands in the order of events: by its instant, then by its id.
internal struct ItemKey : IComparable<ItemKey>
{
    // Longer ids are ordered by their beginning, then by their hash, so that a position stays short.
    private const int LongestId = 64;
    private const int KeptOfLongId = 48;

    public ItemKey(DateTimeOffset at, string orderId)
    {
        At = at;
        OrderId = orderId;
    }

    public DateTimeOffset At { get; }
    public string OrderId { get; }

    public static ItemKey Of(DateTimeOffset at, string id) => new ItemKey(at, id.Length <= LongestId
        ? id
        : id.Substring(0, KeptOfLongId) + Identity.Of(id).ToString("x12"));

    public int CompareTo(ItemKey other)
    {
        var byInstant = At.UtcTicks.CompareTo(other.At.UtcTicks);
        return byInstant != 0 ? byInstant : string.CompareOrdinal(OrderId, other.OrderId);
    }
}

// An item that a poll can see.
internal sealed class Sighting
{
    public ulong Identity { get; set; }
    public ItemKey Key { get; set; }
    public JToken Item { get; set; }
    public JToken Record { get; set; }
}

// An identity that is remembered by itself, until the hour (counted from year 1) that its instant reaches.
internal struct Remembered
{
    public Remembered(ulong identity, long hour)
    {
        Identity = identity;
        Hour = hour;
    }

    public ulong Identity { get; }
    public long Hour { get; }

    public static long HourOf(DateTimeOffset instant) => (instant.UtcTicks + TimeSpan.TicksPerHour - 1) / TimeSpan.TicksPerHour;
}

// The items that former polls have dealt with, in bounded space.
//
// Few items are listed one by one. Many are split at a settled key: what lies after it is still listed, what lies at or
// before it is only summarised in a sketch. An item after the settled key that is not listed is new. An item before it
// is new when the sketch says so, and the sketch can tell as long as few items come late. With ids of 36 letters and
// nothing listed it has 128 cells: among 10,000 random cases it told 10 late items exactly in 9,999, 60 in 9,986, 80 in
// 9,953 and 90 in 8,698, and never told anything wrong (test/generate/custom-code measures it). When it can't tell, the
// late ones count as dealt with, and the next event says that its history is incomplete.
internal sealed class SeenItems
{
    public const int MostListed = 150;
    private const int MostListedVisible = 120;
    private const int MostGoneBesideSketch = 30;
    public static readonly SeenItems None = new SeenItems(new List<Remembered>(), null, null);

    public SeenItems(List<Remembered> listed, ItemKey? settled, DifferenceSketch sketch)
    {
        Listed = listed;
        Settled = settled;
        Sketch = sketch;
    }

    public List<Remembered> Listed { get; }
    public ItemKey? Settled { get; }
    public DifferenceSketch Sketch { get; }

    // Compares with what is visible now. visible: every matching item at or after the instant that the items were
    // remembered from.
    public Recall Compare(IReadOnlyList<Sighting> visible)
    {
        var known = new HashSet<ulong>(Listed.Select(entry => entry.Identity));
        var gone = new List<Remembered>(Listed);
        var isLost = false;
        if (Sketch != null && Settled is ItemKey settled)
        {
            var before = visible.Where(item => item.Key.CompareTo(settled) <= 0 && !known.Contains(item.Identity))
                .Select(item => item.Identity).ToList();
            if (Sketch.TryCompare(before, out var late, out var missing))
            {
                var lateOnes = new HashSet<ulong>(late);
                known.UnionWith(before.Where(identity => !lateOnes.Contains(identity)));
                // Missing ones were not later than the settled key. They may come back, even with another instant.
                known.UnionWith(missing);
                gone.AddRange(missing.Select(identity => new Remembered(identity, Remembered.HourOf(settled.At))));
            }
            else
            {
                known.UnionWith(before);
                isLost = true;
            }
        }
        var present = new HashSet<ulong>(visible.Select(item => item.Identity));
        return new Recall(known, gone.Where(entry => !present.Contains(entry.Identity)).ToList(), isLost);
    }

    // What to remember. dealtWith: the visible items that count as seen, at or after `from`; gone: items that were seen
    // and are not visible; until: the instant of this position; waiting: the first item that is left to the next poll.
    public static SeenItems Remember(
        IEnumerable<Sighting> dealtWith, IEnumerable<Remembered> gone, DateTimeOffset from, DateTimeOffset until, ItemKey? waiting)
    {
        var items = dealtWith.OrderBy(item => item.Key).ToList();
        var missing = gone.Where(entry => entry.Hour >= Remembered.HourOf(from)).OrderByDescending(entry => entry.Hour)
            .ThenBy(entry => entry.Identity);
        if (items.Count <= MostListedVisible)
            return new SeenItems(List(items, missing.Take(MostListed - items.Count)), null, null);

        // Not beyond an item that waits, and not beyond now, where items that date from the future would make
        // everything else look late; but never so early that too many have to be listed.
        var split = items.Count(item => item.Key.At <= until && (waiting == null || item.Key.CompareTo(waiting.Value) < 0));
        split = Math.Max(split, items.Count - MostListedVisible);
        var listed = List(items.Skip(split), missing.Take(Math.Min(MostGoneBesideSketch, MostListedVisible - (items.Count - split))));
        var settled = items[split - 1].Key;
        var sketch = new DifferenceSketch(SeenItemsText.Columns(settled, listed.Count));
        foreach (var item in items.Take(split)) sketch.Add(item.Identity);
        return new SeenItems(listed, settled, sketch);
    }

    // In the order of their identities: the same items give the same state.
    private static List<Remembered> List(IEnumerable<Sighting> items, IEnumerable<Remembered> gone) => items
        .Select(item => new Remembered(item.Identity, Remembered.HourOf(item.Key.At)))
        .Concat(gone)
        .OrderBy(entry => entry.Identity)
        .ToList();
}

// What comparing told.
internal sealed class Recall
{
    private readonly HashSet<ulong> known;

    public Recall(HashSet<ulong> known, List<Remembered> gone, bool isLost)
    {
        this.known = known;
        Gone = gone;
        IsLost = isLost;
    }

    // Items that were seen and are not visible any more. They are kept, because they may come back.
    public List<Remembered> Gone { get; }

    // True when too many items came late to tell them from those that were seen.
    public bool IsLost { get; }

    public bool Knows(Sighting item) => known.Contains(item.Identity);
}

// A summary of a set of identities, of fixed size whatever the size of the set (an invertible Bloom lookup table).
// What it can tell is how another set differs from the summarised one, exactly, as long as the two differ in few
// members: each identity is added to one cell in each of four rows, so taking one set's sketch from the other's leaves
// only what they don't share, and a cell left with a single identity gives it away, which frees other cells in turn.
internal sealed class DifferenceSketch
{
    public const int Rows = 4;
    public const int CellBytes = 8;

    private readonly int columns;
    private readonly byte[] counts;
    private readonly byte[] checks;
    private readonly ulong[] sums;

    public DifferenceSketch(int columns)
    {
        this.columns = columns;
        counts = new byte[Rows * columns];
        checks = new byte[Rows * columns];
        sums = new ulong[Rows * columns];
    }

    public int Columns => columns;

    public void Add(ulong identity) => Change(identity, 1);

    // The difference between a set and the summarised one: added are in the set only, gone in the summary only.
    // False when they differ in too many members to tell.
    public bool TryCompare(ICollection<ulong> set, out List<ulong> added, out List<ulong> gone)
    {
        added = new List<ulong>();
        gone = new List<ulong>();
        var rest = new DifferenceSketch(columns);
        foreach (var identity in set) rest.Add(identity);
        for (var cell = 0; cell < sums.Length; cell++)
        {
            rest.counts[cell] -= counts[cell];
            rest.checks[cell] ^= checks[cell];
            rest.sums[cell] ^= sums[cell];
        }
        var waiting = new Queue<int>(Enumerable.Range(0, sums.Length));
        while (waiting.Count > 0)
        {
            var cell = waiting.Dequeue();
            if (!rest.HoldsOne(cell)) continue;
            var identity = rest.sums[cell];
            var isAdded = rest.counts[cell] == 1;
            (isAdded ? added : gone).Add(identity);
            // More members than cells can only come from cells that seemed to hold one and did not.
            if (added.Count + gone.Count > sums.Length) return false;
            rest.Change(identity, isAdded ? -1 : 1);
            for (var row = 0; row < Rows; row++) waiting.Enqueue(rest.Cell(identity, row));
        }
        var members = new HashSet<ulong>(set);
        return rest.IsEmpty && added.All(members.Contains) && !gone.Any(members.Contains);
    }

    public void Write(BinaryWriter writer)
    {
        for (var cell = 0; cell < sums.Length; cell++)
        {
            writer.Write(counts[cell]);
            writer.Write(checks[cell]);
            StateBytes.WriteIdentity(writer, sums[cell]);
        }
    }

    public static DifferenceSketch Read(BinaryReader reader, int columns)
    {
        var sketch = new DifferenceSketch(columns);
        for (var cell = 0; cell < sketch.sums.Length; cell++)
        {
            sketch.counts[cell] = reader.ReadByte();
            sketch.checks[cell] = reader.ReadByte();
            sketch.sums[cell] = StateBytes.ReadIdentity(reader);
        }
        return sketch;
    }

    private bool IsEmpty => counts.All(count => count == 0) && sums.All(sum => sum == 0) && checks.All(check => check == 0);

    // Counts run modulo 256, so 255 stands for minus one.
    private bool HoldsOne(int cell) =>
        (counts[cell] == 1 || counts[cell] == 255)
        && Check(sums[cell]) == checks[cell]
        && Cell(sums[cell], cell / columns) == cell;

    private void Change(ulong identity, int by)
    {
        for (var row = 0; row < Rows; row++)
        {
            var cell = Cell(identity, row);
            counts[cell] = (byte)(counts[cell] + by);
            checks[cell] ^= Check(identity);
            sums[cell] ^= identity;
        }
    }

    private int Cell(ulong identity, int row) => row * columns + (int)(Scatter(identity, (ulong)row) % (ulong)columns);

    private static byte Check(ulong identity) => (byte)Scatter(identity, Rows);

    // Spreads an identity differently for each use. States depend on these numbers: changing them needs a new version.
    private static ulong Scatter(ulong identity, ulong use)
    {
        unchecked
        {
            var value = identity + (use + 1) * 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}

// How the parts of a position are written as bytes.
internal static class StateBytes
{
    public static void WriteInstant(BinaryWriter writer, DateTimeOffset instant) => writer.Write(instant.UtcTicks);

    public static DateTimeOffset ReadInstant(BinaryReader reader) => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);

    public static void WriteIdentity(BinaryWriter writer, ulong identity)
    {
        for (var shift = 40; shift >= 0; shift -= 8) writer.Write((byte)(identity >> shift));
    }

    public static ulong ReadIdentity(BinaryReader reader)
    {
        ulong identity = 0;
        for (var index = 0; index < Identity.Bytes; index++) identity = (identity << 8) | reader.ReadByte();
        return identity;
    }

    public static void WriteDecimal(BinaryWriter writer, decimal value)
    {
        foreach (var part in decimal.GetBits(value)) writer.Write(part);
    }

    public static decimal ReadDecimal(BinaryReader reader) =>
        new decimal(new[] { reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32() });
}

// How the items that a poll has dealt with are written.
internal static class SeenItemsText
{
    // What PollStateText leaves of a state of 1,500 characters.
    private const int RoomBytes = 1090;
    private const int CountBytes = 2;
    private const int ListedBytes = Identity.Bytes + 1;
    private const int MostColumns = 32;

    // Hours are counted from a little before the oldest one that can be listed, so that one byte is enough.
    private const int HoursBefore = 26;

    // The columns of a sketch that fits beside a number of listed items.
    public static int Columns(ItemKey settled, int listed)
    {
        var taken = CountBytes + 8 + 1 + Encoding.UTF8.GetByteCount(settled.OrderId) + listed * ListedBytes;
        return Math.Max(1, Math.Min(MostColumns, (RoomBytes - taken) / (DifferenceSketch.Rows * DifferenceSketch.CellBytes)));
    }

    public static void Write(BinaryWriter writer, SeenItems seen, DateTimeOffset position)
    {
        var firstHour = Remembered.HourOf(position) - HoursBefore;
        writer.Write((byte)seen.Listed.Count);
        foreach (var entry in seen.Listed)
        {
            StateBytes.WriteIdentity(writer, entry.Identity);
            writer.Write((byte)Math.Max(0, Math.Min(255, entry.Hour - firstHour)));
        }
        writer.Write((byte)(seen.Sketch == null ? 0 : seen.Sketch.Columns));
        if (seen.Sketch == null || !(seen.Settled is ItemKey settled)) return;
        var id = Encoding.UTF8.GetBytes(settled.OrderId);
        StateBytes.WriteInstant(writer, settled.At);
        writer.Write((byte)id.Length);
        writer.Write(id);
        seen.Sketch.Write(writer);
    }

    public static SeenItems Read(BinaryReader reader, DateTimeOffset position)
    {
        var firstHour = Remembered.HourOf(position) - HoursBefore;
        var listed = new List<Remembered>();
        for (var left = reader.ReadByte(); left > 0; left--)
        {
            var identity = StateBytes.ReadIdentity(reader);
            listed.Add(new Remembered(identity, firstHour + reader.ReadByte()));
        }
        var columns = reader.ReadByte();
        if (columns == 0) return new SeenItems(listed, null, null);
        var at = StateBytes.ReadInstant(reader);
        var id = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadByte()));
        return new SeenItems(listed, new ItemKey(at, id), DifferenceSketch.Read(reader, columns));
    }
}

// Short names for long texts.
internal static class Identity
{
    public const int Bytes = 6;

    // The first 48 bits of the text's SHA-256. Among 4,000 remembered items, another item is taken for a known one
    // once in 70 thousand million.
    public static ulong Of(string text)
    {
        var hash = Hash(Encoding.UTF8.GetBytes(text));
        ulong identity = 0;
        for (var index = 0; index < Bytes; index++) identity = (identity << 8) | hash[index];
        return identity;
    }

    public static byte[] Hash(byte[] bytes)
    {
        using (var sha = SHA256.Create()) return sha.ComputeHash(bytes);
    }
}

// How much of a list a poll asks for. A window begins small and widens until it reaches back to the last poll.
internal abstract class Window
{
    protected Window(string parameter) => Parameter = parameter;

    public string Parameter { get; }

    // The newest records, by number. steps: the numbers to ask for, ascending; age: the instant by which the service
    // sorts the records, newest first.
    public static Window Count(string parameter, int[] steps, Func<JToken, DateTimeOffset?> age) =>
        new CountWindow(parameter, steps, age);

    // The history of some days, from the first number up to the cap of the service.
    public static Window Days(string parameter, int first, int cap) => new DaysWindow(parameter, first, cap);

    protected KeyValuePair<string, string> Ask(int amount) =>
        new KeyValuePair<string, string>(Parameter, amount.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

internal sealed class CountWindow : Window
{
    // Records are sorted by their start but looked for by their end, so the window reaches back by the longest run.
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(48);

    private readonly int[] steps;
    private readonly Func<JToken, DateTimeOffset?> age;

    public CountWindow(string parameter, int[] steps, Func<JToken, DateTimeOffset?> age) : base(parameter)
    {
        this.steps = steps;
        this.age = age;
    }

    public int LastStep => steps.Length - 1;

    public KeyValuePair<string, string> AskStep(int step) => Ask(steps[step]);

    // True when the first records, as many as the step asks for, hold everything that ended at or after an instant.
    public bool Covers(IList<JToken> records, int step, DateTimeOffset from)
    {
        if (records.Count < steps[step]) return true;
        var oldest = records.Take(steps[step]).Select(age).Where(instant => instant != null).Min();
        return oldest != null && oldest.Value < from - LongestRun;
    }

    // The smallest step that would have been enough; the next poll begins with it.
    public int SmallestStep(IList<JToken> records, int reached, DateTimeOffset from)
    {
        for (var step = 0; step < reached; step++)
            if (Covers(records, step, from)) return step;
        return reached;
    }
}

internal sealed class DaysWindow : Window
{
    private readonly int first;

    public DaysWindow(string parameter, int first, int cap) : base(parameter)
    {
        this.first = first;
        Cap = cap;
    }

    public int Cap { get; }

    public int Begin(int hint) => Math.Min(Cap, Math.Max(first, hint));

    public KeyValuePair<string, string> AskDays(int days) => Ask(days);

    // The days between two instants, begun ones counted, and one more because the service may cut at midnight.
    public static int Needed(DateTimeOffset from, DateTimeOffset now) =>
        (int)Math.Ceiling(Math.Max(0, (now - from).TotalDays)) + 1;
}

// What a 404 in every form of the path means.
internal enum Missing
{
    Error,
    Empty,
}

// One request to the service, described; only the class Upstream sends it.
internal sealed class ApiRequest
{
    // method: an HTTP verb; path: what follows the base address, begins with "/" and is escaped already.
    public ApiRequest(string method, string path)
    {
        Method = method;
        Path = path;
    }

    public string Method { get; }
    public string Path { get; }

    // The same resource under another path. The service is documented with both, so a 404 tries the other one.
    public string OtherForm { get; set; }

    public QueryText Query { get; } = new QueryText();
    public JToken Body { get; set; }
    public string MediaType { get; set; } = "application/json";
    public Missing Missing { get; set; }

    // How much of a list a poll asks for.
    public Window Window { get; set; }

    // Set when every page of a list is wanted (actions and lookups).
    public Pages AllPages { get; set; }
}

// Paging by two query parameters; a page shorter than its size is the last.
internal sealed class Pages
{
    public Pages(string topParameter, string skipParameter, int size)
    {
        TopParameter = topParameter;
        SkipParameter = skipParameter;
        Size = size;
    }

    public string TopParameter { get; }
    public string SkipParameter { get; }
    public int Size { get; }
}

// The query of a request. A parameter without a value is left out.
internal sealed class QueryText : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> parameters = new List<KeyValuePair<string, string>>();

    public void Add(string name, string value)
    {
        if (value != null) parameters.Add(new KeyValuePair<string, string>(name, value));
    }

    public void Add(string name, decimal? value) => Add(name, value?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Add(string name, bool? value) => Add(name, value == null ? null : value.Value ? "true" : "false");

    // One parameter a value, as the service reads lists.
    public void Add(string name, IEnumerable<string> values)
    {
        foreach (var value in values ?? Enumerable.Empty<string>()) Add(name, value);
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

// One answer of the service, read to its end.
internal sealed class ApiAnswer
{
    public int Status { get; set; }
    public HttpResponseHeaders Headers { get; set; }
    public string Text { get; set; }

    public bool IsSuccess => Status >= 200 && Status < 300;
    public DateTimeOffset? Date => Headers.Date?.ToUniversalTime();
    public string RetryAfter => Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault() : null;
}

// The only class that talks to the service. One is made for each invocation.
internal sealed class Upstream : IDisposable
{
    // The platform stops the code after 5 seconds, and then the answer and its position are lost.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(4);

    private static readonly string[] Credentials = { "Authorization", "Ocp-Apim-Subscription-Key" };

    private readonly IScriptContext context;
    private readonly CancellationTokenSource budget;
    private readonly object gate = new object();
    private int calls;

    public Upstream(IScriptContext context, ServiceApi service, CancellationToken token)
    {
        this.context = context;
        Service = service;
        budget = CancellationTokenSource.CreateLinkedTokenSource(token);
        budget.CancelAfter(Budget);
    }

    public ServiceApi Service { get; }

    // How many calls are allowed; the next one throws CallLimitReached.
    public int CallLimit { get; set; } = int.MaxValue;

    // The service's own clock, as its answers told it: the only clock that this code knows.
    public DateTimeOffset? FirstDate { get; private set; }
    public DateTimeOffset? LastDate { get; private set; }

    public void Dispose() => budget.Dispose();

    // Sends a request in the form that worked last, and in its other form when the service answers 404.
    // extra: parameters behind the request's own. Gives any answer, throws Failure when there is none.
    public async Task<ApiAnswer> SendEitherForm(
        ApiRequest request, PathForms forms, int place, params KeyValuePair<string, string>[] extra)
    {
        if (request.OtherForm == null) return await SendOnce(request, request.Path, extra).ConfigureAwait(false);
        var other = forms.IsOther(place);
        var answer = await SendOnce(request, other ? request.OtherForm : request.Path, extra).ConfigureAwait(false);
        if (answer.Status != 404)
        {
            forms.NoteMissing(place, false);
            return answer;
        }
        // Remembered before it is tried: a poll that has no call left begins with this form next time.
        forms.Remember(place, !other);
        // What may be missing and was missing under the other form last time is not asked for twice in every poll: it
        // would take the calls of the others, and nothing would ever be told.
        if (request.Missing == Missing.Empty && forms.IsMissing(place)) return answer;
        forms.NoteMissing(place, true);
        var second = await SendOnce(request, other ? request.Path : request.OtherForm, extra).ConfigureAwait(false);
        if (second.Status == 404) forms.Remember(place, other);
        else forms.NoteMissing(place, false);
        return second;
    }

    // The body of a successful answer; null when it has none. Throws Failure for every other answer.
    public JToken Body(ApiRequest request, ApiAnswer answer)
    {
        if (answer.Status == 404 && request.Missing == Missing.Empty) return new JArray();
        if (!answer.IsSuccess) throw ApiErrors.Of(answer, Service);
        if (answer.Text.Length == 0) return null;
        return Json.TryParse(answer.Text, out var body) ? body : throw ApiErrors.Unreadable(answer, Service);
    }

    // Sends a message of another class without credentials (the storage that holds partitions).
    public Task<HttpResponseMessage> SendElsewhere(HttpRequestMessage message) => Transmit(message);

    private async Task<ApiAnswer> SendOnce(ApiRequest request, string path, IEnumerable<KeyValuePair<string, string>> extra)
    {
        var query = string.Join("&", request.Query.Concat(extra)
            .Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
        var address = Service.BaseAddress + path + (query.Length == 0 ? "" : "?" + query);
        using (var message = new HttpRequestMessage(new HttpMethod(request.Method), address))
        {
            foreach (var name in Credentials)
                if (context.Request.Headers.TryGetValues(name, out var values))
                    message.Headers.TryAddWithoutValidation(name, values);
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
            if (request.Body != null)
            {
                // In full, because System.Xml, which the platform imports too, has a Formatting of its own.
                var json = request.Body.ToString(Newtonsoft.Json.Formatting.None);
                message.Content = new StringContent(json, Encoding.UTF8, request.MediaType);
            }
            using (var response = await Transmit(message).ConfigureAwait(false))
                return await ReadAnswer(response).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> Transmit(HttpRequestMessage message)
    {
        if (Interlocked.Increment(ref calls) > CallLimit) throw new CallLimitReached();
        try
        {
            budget.Token.ThrowIfCancellationRequested();
            return await context.SendAsync(message, budget.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw ApiErrors.TimedOut(Service);
        }
        catch (Exception reason)
        {
            throw budget.IsCancellationRequested ? ApiErrors.TimedOut(Service) : ApiErrors.Unreachable(Service, reason);
        }
    }

    private async Task<ApiAnswer> ReadAnswer(HttpResponseMessage response)
    {
        var answer = new ApiAnswer { Status = (int)response.StatusCode, Headers = response.Headers, Text = "" };
        NoteDate(answer.Date);
        if (response.Content == null) return answer;
        try
        {
            using (var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false))
            using (var copy = new MemoryStream())
            {
                await stream.CopyToAsync(copy, 81920, budget.Token).ConfigureAwait(false);
                copy.Position = 0;
                answer.Text = new StreamReader(copy, Encoding.UTF8).ReadToEnd();
                return answer;
            }
        }
        catch (OperationCanceledException)
        {
            throw ApiErrors.TimedOut(Service);
        }
        catch (Exception reason)
        {
            throw ApiErrors.Unreachable(Service, reason);
        }
    }

    private void NoteDate(DateTimeOffset? date)
    {
        lock (gate)
        {
            FirstDate = FirstDate ?? date;
            LastDate = date ?? LastDate;
        }
    }
}

// Which form of its path each request of an invocation uses, one bit a request. The service is documented with jobs
// under /workflows and under /manage/workflows. What the list (the first request) finds is the best guess for the
// others, which then find their own. A second bit notes that a request was found under neither form.
internal sealed class PathForms
{
    // Places 0 to 3 have their form here, and four bits further on whether they are missing.
    private const int AllForms = 0x0F;
    private const int MissingShift = 4;

    private readonly object gate = new object();
    private byte others;

    public PathForms(byte others) => this.others = others;

    public byte Others
    {
        get { lock (gate) return others; }
    }

    public bool IsOther(int place)
    {
        lock (gate) return (others & (1 << place)) != 0;
    }

    public void Remember(int place, bool other)
    {
        var places = place == 0 ? AllForms : 1 << place;
        lock (gate) others = (byte)(other ? others | places : others & ~places);
    }

    public bool IsMissing(int place)
    {
        lock (gate) return (others & (1 << (place + MissingShift))) != 0;
    }

    public void NoteMissing(int place, bool missing)
    {
        var mark = 1 << (place + MissingShift);
        lock (gate) others = (byte)(missing ? others | mark : others & ~mark);
    }
}

// Files that the service keeps in Azure storage. Their addresses come from the service, so they are checked: anywhere
// else a file could be a way to make this connector call a host of somebody's choice.
internal static class Storage
{
    private static readonly string[] NeverSent = { "Authorization", "Ocp-Apim-Subscription-Key", "Host" };

    // headers: what the service says must go with the request; credentials among them are left out.
    public static async Task<HttpResponseMessage> Fetch(
        Upstream upstream, Uri address, IEnumerable<KeyValuePair<string, string>> headers)
    {
        if (!IsAllowed(upstream.Service, address))
            throw new Failure(502, "StorageAddressRejected",
                "The file is not kept in Azure storage, so it was not read.") { OfService = true };
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var header in headers ?? Enumerable.Empty<KeyValuePair<string, string>>())
            if (!NeverSent.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        var response = await upstream.SendElsewhere(message).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        var landed = response.RequestMessage?.RequestUri ?? address;
        if ((status >= 300 && status < 400) || !IsAllowed(upstream.Service, landed))
        {
            response.Dispose();
            throw new Failure(502, "StorageRedirected",
                "The storage sent the request to another address, which was not followed.") { OfService = true };
        }
        return response;
    }

    private static bool IsAllowed(ServiceApi service, Uri address) =>
        address != null && address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
        && !address.IsLoopback && address.UserInfo.Length == 0
        && service.StorageHosts.Any(suffix => address.Host.Length > suffix.Length
            && address.Host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}

// An answer other than success, on its way up to the one place that sends it.
internal sealed class Failure : Exception
{
    public Failure(int status, string code, string message) : base(message)
    {
        Status = status;
        Code = code;
    }

    public int Status { get; }
    public string Code { get; }

    // What the service said, kept for the one who has to find out: status, code, message.
    public JObject Details { get; set; }

    public string RetryAfter { get; set; }

    // True when the service is the reason, false when the request or its inputs are.
    public bool OfService { get; set; }

    // The service is busy and wants to be asked again.
    public bool IsThrottling => OfService && (Status == 429 || Status == 503);

    // An input that can't be used. sentence: what is wrong and what to do.
    public static Failure Refused(string sentence) => new Failure(400, "InvalidRequest", sentence);

    public HttpResponseMessage ToReply() =>
        Reply.WithRetryAfter(Reply.Error(Status, Code, Message, Details), RetryAfter);
}

// A poll makes at most three calls; the fourth is left to the next poll.
internal sealed class CallLimitReached : Exception
{
}

// What the service's errors mean to the people who read them in a flow's run history.
internal static class ApiErrors
{
    private const int LongestQuote = 500;
    private const int MostQuotes = 3;

    // The failure that an answer with an error status stands for.
    public static Failure Of(ApiAnswer answer, ServiceApi service)
    {
        var status = answer.Status;
        var said = Said(answer.Text);
        switch (status)
        {
            case 401 when answer.Text.IndexOf("subscription key", StringComparison.OrdinalIgnoreCase) >= 0:
                return Build(401, "SubscriptionKeyRejected", "The subscription key was rejected: each " + service.Name
                    + " environment has its own key; edit the connection and enter the key of this environment.",
                    answer, said);
            case 401:
                return Build(401, "SignInRejected", "The sign-in was rejected: it has expired or is not meant for "
                    + service.Name + "; open the connection and sign in again.", answer, said);
            case 403:
                return Build(403, "PermissionMissing", "The signed-in account may not do this: ask an administrator of "
                    + service.Name + " for a role that allows it.", answer, said);
            case 404:
                return Build(404, "NotFound", service.Name
                    + " does not know this: it may have been deleted or renamed; choose it again.", answer, said);
            case 429:
                return Build(429, "TooManyRequests", service.Name + " received too many requests; try again later.",
                    answer, said);
            case 503:
                return Build(503, "ServiceUnavailable", service.Name + " is not available for the moment; try again later.",
                    answer, said);
        }
        if (status >= 400 && status < 500)
            return Build(status, "RequestRejected", service.Name + " rejected the request.", answer, said);
        return status >= 500
            ? Build(502, "ServiceFailed", service.Name + " failed with status " + status + "; try again later.", answer, said)
            : Build(502, "UnexpectedStatus", service.Name + " answered with the unexpected status " + status + ".", answer, said);
    }

    public static Failure Unreadable(ApiAnswer answer, ServiceApi service) => new Failure(502, "UnreadableAnswer",
        service.Name + (answer.Text.TrimStart().StartsWith("<", StringComparison.Ordinal)
            ? " answered with a web page instead of data"
            : " answered with something that is not the expected data") + "; try again later.") { OfService = true };

    public static Failure NotAList(ServiceApi service) => new Failure(502, "UnreadableAnswer",
        service.Name + " answered with something that is not the expected list; try again later.") { OfService = true };

    public static Failure NoDate(ServiceApi service) => new Failure(502, "DateMissing",
        service.Name + " answered without the time of its answer (Date header), which polling needs.") { OfService = true };

    public static Failure TimedOut(ServiceApi service) => new Failure(502, "ServiceTimedOut",
        service.Name + " did not answer in time; try again later.") { OfService = true };

    public static Failure Unreachable(ServiceApi service, Exception reason) => new Failure(502, "ServiceUnreachable",
        service.Name + " could not be reached (" + reason.GetType().Name + "); try again later.") { OfService = true };

    private static Failure Build(int status, string code, string sentence, ApiAnswer answer, (string Code, string Message) said)
    {
        var details = new JObject { ["status"] = answer.Status };
        if (said.Code != null) details["code"] = said.Code;
        if (said.Message != null) details["message"] = said.Message;
        return new Failure(status, code, said.Message == null ? sentence : sentence + " It says: " + said.Message)
        {
            Details = details,
            RetryAfter = status == 429 || status == 503 ? answer.RetryAfter : null,
            OfService = true,
        };
    }

    // The service has four error shapes: {errorCode, message, ciResults}, {errorCode, message, details},
    // {statusCode, message} of its gateway, and {error: {code, message}}.
    private static (string Code, string Message) Said(string text)
    {
        if (!Json.TryParse(text, out var body) || !(body is JObject)) return (null, null);
        var error = (body as JObject)["error"] as JObject ?? body;
        var messages = Messages(error).Distinct().Take(MostQuotes).ToList();
        var quote = messages.Count == 0 ? null : string.Join(" ", messages);
        if (quote != null && quote.Length > LongestQuote) quote = quote.Substring(0, LongestQuote) + "…";
        return (Json.Text(error, "errorCode") ?? Json.Text(error, "code"), quote);
    }

    private static IEnumerable<string> Messages(JToken error)
    {
        var own = Json.Text(error, "message");
        if (!string.IsNullOrWhiteSpace(own)) yield return own.Trim();
        foreach (var part in Json.Objects(error, "ciResults").Concat(Json.Objects(error, "details")))
            foreach (var message in Messages(part)) yield return message;
    }
}

// Addresses, taken apart and put together with Uri.EscapeDataString and Uri.UnescapeDataString alone.
internal static class Address
{
    public const string StateParameter = "triggerState";

    // One path segment. A blank segment would name another resource, and "." and ".." climb out of the path however
    // they are escaped, so these values are refused.
    public static string Part(string value, string name = null)
    {
        var subject = name == null ? "A required value" : "The value of " + name;
        if (string.IsNullOrWhiteSpace(value)) throw Failure.Refused(subject + " is empty. Choose or type one.");
        if (value == "." || value == "..") throw Failure.Refused(subject + " can't be \"" + value + "\".");
        return Uri.EscapeDataString(value);
    }

    // The query parameters in their order, decoded. A plus sign stays one: only %20 is a blank.
    public static List<KeyValuePair<string, string>> QueryParameters(Uri address)
    {
        var found = new List<KeyValuePair<string, string>>();
        foreach (var piece in QueryPieces(Split(address).Query))
        {
            var equals = piece.IndexOf('=');
            var name = equals < 0 ? piece : piece.Substring(0, equals);
            var value = equals < 0 ? "" : piece.Substring(equals + 1);
            found.Add(new KeyValuePair<string, string>(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value)));
        }
        return found;
    }

    // The path parameters: the template is laid over the last segments, because a base path may come before them.
    // Null when the path does not fit the template.
    public static Dictionary<string, string> PathParameters(string template, Uri address)
    {
        var wanted = template.Trim('/').Split('/');
        var given = address.AbsolutePath.Split('/');
        if (given.Length < wanted.Length) return null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < wanted.Length; index++)
        {
            var segment = Uri.UnescapeDataString(given[given.Length - wanted.Length + index]);
            var name = wanted[index];
            if (name.Length > 2 && name[0] == '{' && name[name.Length - 1] == '}')
                found[name.Substring(1, name.Length - 2)] = segment;
            else if (!string.Equals(name, segment, StringComparison.OrdinalIgnoreCase))
                return null;
        }
        return found;
    }

    // The address of the next poll: the same one with another state. All other parameters stay as they were written.
    public static Uri WithState(Uri address, string state)
    {
        var (path, query) = Split(address);
        var pieces = QueryPieces(query).Where(piece => !IsState(piece)).ToList();
        if (state != null) pieces.Add(StateParameter + "=" + state);
        return new Uri(pieces.Count == 0 ? path : path + "?" + string.Join("&", pieces), UriKind.Absolute);
    }

    // The address of another operation of this connector: what comes before this operation's own path, then the path.
    public static Uri Sibling(Uri address, string ownTemplate, string path)
    {
        var own = ownTemplate.Trim('/').Split('/').Length;
        var before = Split(address).Path.TrimEnd('/').Split('/');
        var kept = Math.Max(3, before.Length - own);
        return new Uri(string.Join("/", before.Take(kept)) + "/" + path.TrimStart('/'), UriKind.Absolute);
    }

    // An address as it was received, every escape as it is; one that can't stand in a header can't be kept so.
    public static string Text(Uri address) => address.OriginalString.All(letter => letter > ' ' && letter < 127)
        ? address.OriginalString
        : address.AbsoluteUri;

    private static bool IsState(string piece) =>
        piece == StateParameter || piece.StartsWith(StateParameter + "=", StringComparison.Ordinal);

    private static IEnumerable<string> QueryPieces(string query) => query.Split('&').Where(piece => piece.Length > 0);

    private static (string Path, string Query) Split(Uri address)
    {
        var text = Text(address);
        var fragment = text.IndexOf('#');
        if (fragment >= 0) text = text.Substring(0, fragment);
        var mark = text.IndexOf('?');
        return mark < 0 ? (text, "") : (text.Substring(0, mark), text.Substring(mark + 1));
    }
}

// JSON as the service wrote it: dates stay text and fractions become decimals, so that no value depends on the
// culture of the host, on its time zone or on binary rounding.
internal static class Json
{
    private const int DeepestNesting = 256;

    // Reads one JSON text; false when it is not JSON (an HTML page, half an answer, two answers).
    public static bool TryParse(string text, out JToken value)
    {
        value = null;
        try
        {
            using (var reader = new JsonTextReader(new StringReader(text ?? "")))
            {
                reader.DateParseHandling = DateParseHandling.None;
                reader.FloatParseHandling = FloatParseHandling.Decimal;
                reader.MaxDepth = DeepestNesting;
                if (!reader.Read()) return false;
                var read = JToken.ReadFrom(reader);
                while (reader.Read())
                    if (reader.TokenType != JsonToken.Comment) return false;
                value = read;
                return true;
            }
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The records of a list answer: a bare array, or the array under "value". Null when the answer is no list.
    public static JArray Records(JToken answer) =>
        answer as JArray ?? (answer as JObject)?["value"] as JArray;

    // A property as text; null when the token is no object or has no such text.
    public static string Text(JToken token, string name)
    {
        var value = (token as JObject)?[name] as JValue;
        return value == null || value.Type != JTokenType.String ? null : (string)value;
    }

    // The objects in an array property; none when there is no such array.
    public static IEnumerable<JObject> Objects(JToken token, string name)
    {
        if ((token as JObject)?[name] is JArray list)
            foreach (var entry in list)
                if (entry is JObject found) yield return found;
    }
}

/// <summary>
/// What the printed expressions are made of. Everything is null-safe: a property of nothing is nothing, a comparison
/// with nothing is false. Numbers are decimal and read without culture; dates are instants.
/// </summary>
internal static class Value
{
    // Named in full: the namespace is not among those that the platform lists, though its types are there.
    private static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;
    private const System.Globalization.DateTimeStyles UniversalTime =
        System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal;

    private static JToken Property(JToken record, string name)
    {
        var found = (record as JObject)?[name];
        return found == null || found.Type == JTokenType.Null ? null : found;
    }

    public static string Text(JToken record, string name) => AsText(Property(record, name));
    public static decimal? Number(JToken record, string name) => AsNumber(Property(record, name));
    public static DateTimeOffset? Instant(JToken record, string name) => AsInstant(Property(record, name));
    public static bool? Flag(JToken record, string name) => AsFlag(Property(record, name));
    public static JToken Record(JToken record, string name) => Property(record, name) as JObject;
    public static IEnumerable<JToken> List(JToken record, string name) => Items(Property(record, name));

    /// <summary>The items of a list; nothing for anything else. Null items are left out.</summary>
    public static IEnumerable<JToken> Items(JToken list) =>
        list is JArray array ? array.Where(item => item.Type != JTokenType.Null) : Enumerable.Empty<JToken>();

    public static string AsText(JToken token) => token is JValue value && value.Value != null
        ? Convert.ToString(value.Value, Invariant) : null;

    public static decimal? AsNumber(JToken token)
    {
        if (!(token is JValue value)) return null;
        switch (value.Type)
        {
            case JTokenType.Integer:
            case JTokenType.Float:
                try { return Convert.ToDecimal(value.Value, Invariant); } catch (OverflowException) { return null; }
            case JTokenType.String: return ParseNumber((string)value.Value);
            default: return null;
        }
    }

    public static DateTimeOffset? AsInstant(JToken token) => ParseInstant(AsText(token));

    public static bool? AsFlag(JToken token)
    {
        if (!(token is JValue value)) return null;
        if (value.Type == JTokenType.Boolean) return (bool)value.Value;
        return bool.TryParse(value.Value as string, out var flag) ? flag : (bool?)null;
    }

    public static decimal? ParseNumber(string text) =>
        decimal.TryParse(text, System.Globalization.NumberStyles.Float, Invariant, out var number) ? number : (decimal?)null;

    /// <summary>A time without an offset is UTC: the service writes all its times so.</summary>
    public static DateTimeOffset? ParseInstant(string text) =>
        DateTimeOffset.TryParse(text, Invariant, UniversalTime, out var instant) ? instant : (DateTimeOffset?)null;

    public static bool Same(string left, string right) => left != null && string.Equals(left, right, StringComparison.Ordinal);
    /// <summary>One of these names, whatever the letter case: enumerations are open and spelt in several ways.</summary>
    public static bool Is(string text, params string[] names) =>
        text != null && names.Any(name => string.Equals(text, name, StringComparison.OrdinalIgnoreCase));
    public static bool Present(string text) => !string.IsNullOrEmpty(text);

    public static IEnumerable<JToken> Where(IEnumerable<JToken> list, Func<JToken, bool> condition) => list.Where(condition);
    public static bool Any(IEnumerable<JToken> list, Func<JToken, bool> condition) => list.Any(condition);
    public static JToken First(IEnumerable<JToken> list, Func<JToken, bool> condition) => list.FirstOrDefault(condition);
    public static JToken FirstItem(IEnumerable<JToken> list) => list.FirstOrDefault();

    /// <summary>The one item that fits; nothing when none or several do, because choosing would be guessing.</summary>
    public static JToken Single(IEnumerable<JToken> list, Func<JToken, bool> condition)
    {
        var found = list.Where(condition).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    public static bool Has(IEnumerable<JToken> list, string text) => text != null && list.Any(item => Is(AsText(item), text));
    public static string OnlyText(IEnumerable<JToken> list)
    {
        var found = list.Take(2).ToList();
        return found.Count == 1 ? AsText(found[0]) : null;
    }

    public static decimal? Count(IEnumerable<JToken> list) => list.Count();
    public static IEnumerable<JToken> Append(IEnumerable<JToken> list, JToken item) => item == null ? list : list.Concat(new[] { item });
    public static IEnumerable<JToken> Select(IEnumerable<JToken> list, Func<JToken, JToken> part) =>
        list.Select(part).Where(item => item != null);

    public static IEnumerable<JToken> SortByText(IEnumerable<JToken> list, Func<JToken, string> key) =>
        list.OrderBy(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a map with exactly one entry.</summary>
    public static string OnlyEntry(JToken map) =>
        map is JObject entries && entries.Count == 1 ? AsText(entries.Properties().First().Value) : null;

    /// <summary>An instant as the connector writes it: UTC, seven decimals, whatever the culture.</summary>
    public static string Print(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", Invariant);

    /// <summary>A number in a sentence: grouped by thousands, up to four decimals, always the same whatever the culture.</summary>
    public static string Print(decimal? number) => number?.ToString("#,0.####", Invariant);
    public static string Print(string text) => text;
    public static string Print(bool? flag) => flag == null ? null : flag.Value ? "yes" : "no";

    /// <summary>A number for an answer: without decimals when it has none, because 120.0 is no whole number to a flow.</summary>
    public static JToken Json(decimal? number)
    {
        if (number == null) return null;
        var value = number.Value;
        return decimal.Truncate(value) == value && Math.Abs(value) <= long.MaxValue ? new JValue((long)value) : new JValue(value);
    }

    public static JToken Array(IEnumerable<JToken> items) => new JArray(items);

    // A null text becomes a JSON value of type String, not Null, when it is converted.
    private static bool IsNothing(JToken token) => token == null || (token is JValue single && single.Value == null);

    /// <summary>An object of an answer; what is null is left out.</summary>
    public static JObject Object(params (string Name, JToken Value)[] properties)
    {
        var made = new JObject();
        foreach (var property in properties)
            if (!IsNothing(property.Value)) made[property.Name] = property.Value;
        return made;
    }
}

// Creates an item of a table: an activity, usually.
internal static class NewItem
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("dataset", "table");
        var item = ItemChange.Item(call);
        var request = ItemChange.Request("POST", ItemPage.Rows(call.Text("dataset"), call.Text("table")).Path, call, item);
        var answer = await call.SendRaw(request).ConfigureAwait(false);
        var made = call.Upstream.Body(request, answer);
        // Never 202 to the caller: the platform would ask again at an address that this connector does not have.
        return Reply.Ok(Value.Object(
            ("status", answer.Status == 202 ? "accepted" : "created"),
            ("item", Value.Record(made, "value") ?? item)));
    }
}

// Changes an item of a table: a customer, usually.
internal static class ItemChange
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("dataset", "table", "id");
        var path = ItemPage.Rows(call.Text("dataset"), call.Text("table")).Path + "/" + Address.Part(call.Text("id"), "the item ID");
        await call.Send(Request("PATCH", path, call, Item(call))).ConfigureAwait(false);
        return Reply.Json(204, null);
    }

    internal static JObject Item(Call call) => call.Body() is JObject item && item.HasValues
        ? item
        : throw Failure.Refused("The item is empty: give at least one of its columns a value.");

    internal static ApiRequest Request(string method, string path, Call call, JObject item) => new ApiRequest(method, path)
    {
        Query = { { "validUntil", Value.Print(call.Instant("validUntil")) }, { "caller", call.Text("caller") } },
        Body = item,
        // The only media type that the service's description has for these two calls.
        MediaType = "application/json-patch+json",
    };
}

// One item of a table. The service reads no single row, so this is a query for its key.
internal static class SingleItem
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("dataset", "table", "id");
        var table = call.Text("table");
        // What may be filtered: ActivityId of activities, and CustomerId of everything else that the product makes.
        var key = string.Equals(table, "UnifiedActivity", StringComparison.OrdinalIgnoreCase) ? "ActivityId" : "CustomerId";
        var request = ItemPage.Rows(call.Text("dataset"), table);
        request.Query.Add("$filter", key + " eq " + ItemPage.Quoted(call.Text("id")));
        request.Query.Add("$select", call.Text("$select"));
        request.Query.Add("$top", 1);

        var answer = await call.Send(request).ConfigureAwait(false);
        var item = Value.List(answer, "value").FirstOrDefault();
        return item != null
            ? Reply.Ok(item)
            : Reply.Error(404, "ItemNotFound", "\"" + table + "\" has no item whose " + key + " is \"" + call.Text("id") + "\".");
    }
}

// Items of a table, a page at a time: the service gives at most 100 rows a call, and the address of the next page is
// one of this connector, so that the platform can follow it with the same connection.
internal static class ItemPage
{
    private const int MostRows = 100;
    private static readonly string[] PassedOn = { "$filter", "$search", "$select", "$orderby", "$expand" };

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        var wanted = WholeNumber(call, "$top");
        var skipped = WholeNumber(call, "$skip") ?? 0;
        var size = Math.Min(MostRows, wanted ?? MostRows);
        var request = Rows(call.Text("dataset"), call.Text("table"));
        foreach (var name in PassedOn) request.Query.Add(name, call.Text(name));
        request.Query.Add("$top", size);
        if (skipped > 0) request.Query.Add("$skip", skipped);
        request.Query.Add("$count", call.Flag("$count"));

        var answer = await call.Send(request).ConfigureAwait(false);
        var rows = new JArray(Value.List(answer, "value"));
        var more = rows.Count == size && size > 0 && (wanted == null || wanted > size);
        return Reply.Ok(Value.Object(
            ("value", rows),
            ("@odata.count", Value.Json(Value.Number(answer, "@odata.count"))),
            ("@odata.nextLink", more ? NextPage(call, wanted - size, skipped + size) : null)));
    }

    internal static ApiRequest Rows(string instance, string table) => new ApiRequest("GET",
        "/instances/" + Address.Part(instance, "the instance") + "/data/" + Address.Part(table, "the entity"));

    // A text as OData writes it.
    internal static string Quoted(string text) => "'" + text.Replace("'", "''") + "'";

    private static string NextPage(Call call, long? top, long skip)
    {
        var query = PassedOn.Where(name => call.Text(name) != null).Select(name => (Name: name, Value: call.Text(name))).ToList();
        if (top != null) query.Add(("$top", top.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        query.Add(("$skip", skip.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (call.Flag("$count") == true) query.Add(("$count", "true"));
        return call.Self("/instances/" + Address.Part(call.Text("dataset")) + "/data/" + Address.Part(call.Text("table")) + "?"
            + string.Join("&", query.Select(pair => pair.Name + "=" + Uri.EscapeDataString(pair.Value)))).AbsoluteUri;
    }

    private static long? WholeNumber(Call call, string name)
    {
        var number = call.Number(name);
        if (number == null) return null;
        return number >= 0 && number <= int.MaxValue && decimal.Truncate(number.Value) == number
            ? (long)number
            : throw Failure.Refused("The value of " + name + " is not a whole number of 0 or more.");
    }
}

// CSV as RFC 4180 has it: quotes around a value that holds commas, quotes (doubled) or line ends; any line end.
// It reads no further than it is asked to.
internal sealed class Csv
{
    private readonly TextReader reader;
    private readonly char delimiter;
    private readonly char[] buffer = new char[16384];
    private int length;
    private int position;

    public Csv(TextReader reader, char delimiter)
    {
        this.reader = reader;
        this.delimiter = delimiter;
    }

    // The values of the next record; null at the end. An empty line is no record.
    public async Task<List<string>> Next()
    {
        var values = new List<string>();
        var value = new StringBuilder();
        var wasQuoted = false;
        while (true)
        {
            var letter = await Take().ConfigureAwait(false);
            if (letter == '"' && value.Length == 0 && !wasQuoted)
            {
                wasQuoted = true;
                await Quoted(value).ConfigureAwait(false);
            }
            else if (letter == delimiter)
            {
                values.Add(value.ToString());
                value.Clear();
                wasQuoted = false;
            }
            else if (letter == '\n' || letter == '\r' || letter < 0)
            {
                var isEmpty = values.Count == 0 && value.Length == 0 && !wasQuoted;
                if (isEmpty && letter < 0) return null;
                if (isEmpty) continue;
                values.Add(value.ToString());
                return values;
            }
            else
            {
                value.Append((char)letter);
            }
        }
    }

    // What stands up to the closing quote.
    private async Task Quoted(StringBuilder value)
    {
        while (true)
        {
            var letter = await Take().ConfigureAwait(false);
            if (letter < 0) return;
            if (letter == '"')
            {
                if (await Peek().ConfigureAwait(false) != '"') return;
                position++;
            }
            value.Append((char)letter);
        }
    }

    private async Task<int> Take()
    {
        var letter = await Peek().ConfigureAwait(false);
        if (letter >= 0) position++;
        return letter;
    }

    // The next character; -1 at the end.
    private async Task<int> Peek()
    {
        if (position < length) return buffer[position];
        length = await reader.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
        position = 0;
        return length == 0 ? -1 : buffer[0];
    }
}

// The rows of one partition, which is a CSV file in Azure storage. It is named, never given as an address: the address
// and its signature come from the service during the call, and no credential of the connection goes there.
internal static class PartitionRows
{
    private const int UsualRows = 1000;
    private const int MostRows = 5000;
    private const int MostNames = 5;

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("dataset", "table", "partition");
        var top = Limited(call, "$top", UsualRows, MostRows);
        var skip = Limited(call, "$skip", 0, int.MaxValue);
        var metadata = call.Send(ItemShape.Metadata(call.Text("dataset"), call.Text("table")));
        var files = call.Send(Files(call));
        await Task.WhenAll(metadata, files).ConfigureAwait(false);
        var table = await metadata.ConfigureAwait(false);
        var partition = Named(table, call.Text("partition"));
        var file = FileOf(partition, await files.ConfigureAwait(false));

        using (var response = await call.Fetch(new Uri(Value.Text(file, "uri"), UriKind.Absolute), HeadersOf(file)).ConfigureAwait(false))
        {
            if (!response.IsSuccessStatusCode)
                throw new Failure(502, "PartitionUnreadable", "The storage refused the partition with status "
                    + (int)response.StatusCode + "; try again later.") { OfService = true };
            using (var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false))
            using (var text = new StreamReader(stream, Encoding.UTF8))
            {
                var csv = new Csv(text, DelimiterOf(partition));
                var columns = ItemShape.ColumnsAsStored(table).ToList();
                var first = await csv.Next().ConfigureAwait(false);
                if (first != null && IsHeader(call.Text("header"), partition, first, columns))
                {
                    columns = first.Select(name => columns.FirstOrDefault(column => column.Name == name)
                        ?? new ItemShape.Column(Value.Object(("name", name)))).ToList();
                    first = await csv.Next().ConfigureAwait(false);
                }
                var rows = new JArray();
                var seen = 0;
                var record = first;
                for (; record != null && rows.Count < top; record = await csv.Next().ConfigureAwait(false))
                    if (seen++ >= skip) rows.Add(Row(record, columns));
                return Reply.Ok(Value.Object(
                    ("partition", Value.Text(partition, "name")),
                    ("rowCount", rows.Count),
                    ("hasMore", record != null),
                    ("value", rows)));
            }
        }
    }

    private static ApiRequest Files(Call call)
    {
        var request = ItemPage.Rows(call.Text("dataset"), call.Text("table"));
        request.Query.Add("$select", "*");
        request.Query.Add("proxy", true);
        return request;
    }

    private static JToken Named(JToken table, string name)
    {
        var partitions = Value.List(table, "partitions").ToList();
        return partitions.FirstOrDefault(partition => Value.Same(Value.Text(partition, "name"), name))
            ?? throw new Failure(404, "PartitionNotFound", "There is no partition \"" + name + "\". " + (partitions.Count == 0
                ? "This entity has none."
                : "There is " + string.Join(", ", partitions.Take(MostNames).Select(partition => Value.Text(partition, "name")))
                    + (partitions.Count > MostNames ? " and more." : ".")));
    }

    // The signed address of the partition: the same file as in the metadata, so it is found by its path.
    private static JToken FileOf(JToken partition, JToken answer)
    {
        var path = PathOf(Value.Text(partition, "location"));
        var name = Value.Text(partition, "name");
        var files = Value.List(answer, "httpRequests").ToList();
        return files.FirstOrDefault(file => path != null && PathOf(Value.Text(file, "uri")) == path)
            ?? Value.Single(files, file => PathOf(Value.Text(file, "uri"))?.EndsWith("/" + name, StringComparison.Ordinal) == true)
            ?? throw new Failure(404, "PartitionGone", "The partition \"" + name
                + "\" is not there any more: a refresh has replaced the entity's files; choose the partition again.");
    }

    private static string PathOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Uri.UnescapeDataString(uri.AbsolutePath) : null;

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(JToken file) =>
        (Value.Record(file, "headers") as JObject)?.Properties()
            .Select(header => new KeyValuePair<string, string>(header.Name, Value.AsText(header.Value)))
            .Where(header => header.Value != null);

    private static char DelimiterOf(JToken partition)
    {
        var delimiter = Value.Text(Value.Record(partition, "fileFormatSettings"), "delimiter");
        return delimiter != null && delimiter.Length == 1 ? delimiter[0] : ',';
    }

    // The metadata may be silent about a header that is there (segments), so the names themselves count too.
    private static bool IsHeader(string setting, JToken partition, List<string> first, List<ItemShape.Column> columns)
    {
        if (Value.Is(setting, "present")) return true;
        if (Value.Is(setting, "absent")) return false;
        return Value.Flag(partition, "hasHeader") == true || first.SequenceEqual(columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
    }

    private static JObject Row(List<string> record, List<ItemShape.Column> columns)
    {
        if (record.Count != columns.Count)
            throw new Failure(502, "PartitionShape", "A row of the partition has " + record.Count + " values, but there are "
                + columns.Count + " columns; check whether the setting about the header row fits this file.") { OfService = true };
        var row = new JObject();
        for (var index = 0; index < columns.Count; index++) row[columns[index].Name] = columns[index].Read(record[index]);
        return row;
    }

    private static int Limited(Call call, string name, int usual, int most)
    {
        var number = call.Number(name) ?? usual;
        return number >= 0 && number <= most && decimal.Truncate(number) == number
            ? (int)number
            : throw Failure.Refused("The value of " + name + " is not a whole number from 0 to " + most + ".");
    }
}

// The status report: the present state of every step in one part of the system, and the newest refresh. The product's
// own report has no public call, so this one is made of two that are public.
internal sealed class StatusReport
{
    private readonly ReportTypes.ReportType type;
    private readonly DateTimeOffset? made;
    private readonly JToken newestJob;
    private readonly List<JToken> nodes;

    private StatusReport(ReportTypes.ReportType type, DateTimeOffset? made, IEnumerable<JToken> nodes, JToken newestJob)
    {
        this.type = type;
        this.made = made;
        this.newestJob = newestJob;
        this.nodes = nodes.Where(node => type.Covers(Value.Text(node, "operationType")))
            .OrderBy(node => Rank(node)).ThenBy(Name, StringComparer.OrdinalIgnoreCase).ToList();
    }

    // Revision 1: the report as text.
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        var report = await Make(call).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("reportType", report.type.Id),
            ("createdAt", Value.Print(report.made)),
            ("report", report.Text())));
    }

    internal static async Task<StatusReport> Make(Call call)
    {
        call.Require("dataset", "reportType");
        var type = ReportTypes.Named(call.Text("reportType"));
        var status = RefreshReport.Workflow("GET", call.Text("dataset"), "/status");
        status.Missing = Missing.Empty;
        var jobs = RefreshReport.Workflow("GET", call.Text("dataset"), "/jobs");
        jobs.Query.Add("top", 1);
        var nodes = call.Send(status);
        var newest = call.Send(jobs);
        await Task.WhenAll(nodes, newest).ConfigureAwait(false);
        return new StatusReport(type, call.Now, Value.Items(await nodes.ConfigureAwait(false)),
            Value.FirstItem(Value.Items(await newest.ConfigureAwait(false))));
    }

    internal JObject Json() => Value.Object(
        ("reportType", type.Id),
        ("title", type.Title),
        ("createdAt", Value.Print(made)),
        ("overall", Overall()),
        ("report", Text()),
        ("successfulCount", Count("Successful")),
        ("failedCount", Count("Failed")),
        ("refreshingCount", Count("Refreshing") + Count("Queued")),
        ("otherCount", nodes.Count - Count("Successful") - Count("Failed") - Count("Refreshing") - Count("Queued")),
        ("newestRefresh", newestJob == null ? null : Value.Object(
            ("jobId", Value.Text(newestJob, "jobId")),
            ("operationType", Value.Text(newestJob, "operationType")),
            ("status", Value.Text(newestJob, "jobStatus")),
            ("submittedAt", Value.Print(Value.Instant(newestJob, "submittedTimestamp"))),
            ("endedAt", Value.Print(Value.Instant(newestJob, "endTimestamp"))))),
        ("steps", new JArray(nodes.Select(Step))));

    // The product's own words for the states of the API.
    private static string Status(JToken node)
    {
        switch (Value.Text(node, "taskStatus")?.ToLowerInvariant())
        {
            case "successful": return "Successful";
            case "failed":
            case "timedout": return "Failed";
            case "running": return "Refreshing";
            case "queued":
            case "needsupdate": return "Queued";
            case "skipped": return "Skipped";
            case "aborted":
            case "deleted": return "Canceled";
            case null: return "Not started";
            default: return Value.Text(node, "taskStatus");
        }
    }

    // What needs attention comes first.
    private static int Rank(JToken node)
    {
        var place = Array.IndexOf(new[] { "Failed", "Canceled", "Skipped", "Refreshing", "Queued", "Not started" }, Status(node));
        return place < 0 ? int.MaxValue : place;
    }

    private static string Name(JToken node) =>
        Value.Text(node, "friendlyName") ?? Value.Text(node, "identifier") ?? Value.Text(node, "operationType");

    private int Count(string status) => nodes.Count(node => Status(node) == status);

    private string Overall() => Count("Failed") > 0 ? "Failed"
        : Count("Refreshing") + Count("Queued") > 0 ? "Refreshing"
        : Count("Successful") > 0 ? "Successful"
        : nodes.Count == 0 ? "Not started" : Status(nodes[0]);

    private string Text()
    {
        var lines = new List<string> { "Status of \"" + type.Title + "\"" + (made == null ? "" : " at " + Value.Print(made)) + ": " + Overall() + "." };
        lines.AddRange(nodes.GroupBy(Status).Select(group => group.Key + ": " + group.Count()));
        foreach (var node in nodes.Where(node => Status(node) == "Failed"))
            lines.Add("\"" + Name(node) + "\" failed: " + (Value.Text(RefreshReport.Error(node), "message") ?? "the service gave no reason."));
        return string.Join("\n", lines);
    }

    private static JObject Step(JToken node)
    {
        var error = RefreshReport.Error(node);
        return Value.Object(
            ("name", Name(node)),
            ("identifier", Value.Text(node, "identifier")),
            ("operationType", Value.Text(node, "operationType")),
            ("status", Status(node)),
            ("endedAt", Value.Print(Value.Instant(node, "endTimestamp"))),
            ("lastSuccessfulAt", Value.Print(Value.Instant(node, "lastSuccessfulTimestamp"))),
            ("errorCode", Value.Text(error, "errorCode")),
            ("errorMessage", Value.Text(error, "message")));
    }
}

// Revision 2 of the status report: the same report, taken apart.
internal static class StatusReportV2
{
    internal static async Task<HttpResponseMessage> Answer(Call call) =>
        Reply.Ok((await StatusReport.Make(call).ConfigureAwait(false)).Json());
}

// Starts a refresh and answers with it.
internal static class RefreshStart
{
    internal static async Task<HttpResponseMessage> Answer(Call call) =>
        Reply.Ok(RefreshReport.Of(await Submit(call).ConfigureAwait(false)));

    // The job that the service made.
    internal static Task<JToken> Submit(Call call)
    {
        call.Require("instanceId");
        var wanted = call.Body();
        var sources = Value.List(wanted, "dataSourceIds").Select(Value.AsText).Where(id => !string.IsNullOrWhiteSpace(id)).ToList();
        var request = RefreshReport.Workflow("POST", call.Text("instanceId"), "/jobs");
        request.Query.Add("operationType", OperationType(Value.Text(wanted, "operationType"), sources));
        request.Query.Add("identifiers", sources);
        request.Query.Add("forceRunRequested", Value.Flag(wanted, "force"));
        return call.Send(request);
    }

    // Identifiers can't go with a refresh of everything, so chosen data sources mean an ingestion.
    private static string OperationType(string wanted, List<string> sources)
    {
        if (sources.Count == 0) return string.IsNullOrWhiteSpace(wanted) ? "all" : wanted;
        if (string.IsNullOrWhiteSpace(wanted) || Value.Is(wanted, "all") || Value.Is(wanted, "ingestion")) return "ingestion";
        throw Failure.Refused("Data sources were chosen together with the operation type \"" + wanted
            + "\". Leave the operation type empty to refresh these data sources, or remove them to run that step.");
    }
}

// Starts a refresh and lets the platform wait for its end: 202 with the address of the operation RefreshOutcome.
internal static class RefreshAndWait
{
    // A refresh takes minutes to hours; asking more often would only spend the connection's calls.
    internal const int SecondsBetweenChecks = 60;

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        var job = await RefreshStart.Submit(call).ConfigureAwait(false);
        var jobId = Value.Text(job, "jobId") ?? throw new Failure(502, "RefreshWithoutId",
            "Customer Insights started the refresh without telling its ID, so it can't be waited for.") { OfService = true };
        return Reply.Accepted(RefreshOutcome.AddressOf(call, jobId, 0), SecondsBetweenChecks);
    }
}

// Where the platform asks whether the refresh has ended.
internal static class RefreshOutcome
{
    private const string FailuresInARow = "failuresInARow";

    // One bad answer in hours of waiting must not fail the step; a service that stays away for this long may.
    private const int MostFailuresInARow = 10;

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("instanceId", "jobId");
        JToken job;
        try
        {
            job = await call.Send(RefreshReport.WithTasks(call)).ConfigureAwait(false);
        }
        catch (Failure failure) when (failure.OfService && (failure.IsThrottling || failure.Status >= 500))
        {
            var failures = (int)Math.Min(MostFailuresInARow, Math.Max(0, call.Number(FailuresInARow) ?? 0)) + 1;
            if (failures > MostFailuresInARow) throw;
            return Reply.Accepted(AddressOf(call, call.Text("jobId"), failures), failure.RetryAfter
                ?? RefreshAndWait.SecondsBetweenChecks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        if (!RefreshReport.IsOver(job))
            return Reply.Accepted(AddressOf(call, call.Text("jobId"), 0), RefreshAndWait.SecondsBetweenChecks);
        var report = RefreshReport.Of(job);
        // Not 5xx or 429: the platform would repeat the step, and a refresh that failed stays failed.
        return RefreshReport.Failed(Value.Text(job, "jobStatus"))
            ? Reply.Error(424, Value.Text(Value.Record(report, "failedStep"), "errorCode") ?? "RefreshFailed", Value.Text(report, "summary"), report)
            : Reply.Ok(report);
    }

    internal static Uri AddressOf(Call call, string jobId, int failures) => call.Self("/actions/instances/"
        + Address.Part(call.Text("instanceId"), "the instance") + "/refreshes/" + Address.Part(jobId) + "/outcome"
        + (failures == 0 ? "" : "?" + FailuresInARow + "=" + failures.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}

// The newest refreshes, each with the step that made it fail.
internal static class RefreshList
{
    private const int UsualCount = 20;
    private const int MostCount = 200;

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("instanceId");
        var top = call.Number("top") ?? UsualCount;
        if (top < 1 || top > MostCount || decimal.Truncate(top) != top)
            throw Failure.Refused("The value of top is not a whole number from 1 to " + MostCount + ".");
        var request = RefreshReport.Workflow("GET", call.Text("instanceId"), "/jobs");
        request.Query.Add("top", top);
        request.Query.Add("includeTasks", true);
        var jobs = Value.Items(await call.Send(request).ConfigureAwait(false));
        if (call.Flag("failedOnly") == true) jobs = jobs.Where(job => RefreshReport.Failed(Value.Text(job, "jobStatus")));
        return Reply.Ok(Value.Object(("value", new JArray(jobs.Select(RefreshReport.Of)))));
    }
}

// A refresh (the service calls it a job) with the step that made it fail and the steps that were skipped for that.
internal static class RefreshReport
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("instanceId", "jobId");
        return Reply.Ok(Of(await call.Send(WithTasks(call)).ConfigureAwait(false)));
    }

    // Workflow calls of an instance, under the two paths that the service is documented with.
    internal static ApiRequest Workflow(string method, string instance, string rest)
    {
        var start = "/instances/" + Address.Part(instance, "the instance");
        return new ApiRequest(method, start + "/workflows/main" + rest) { OtherForm = start + "/manage/workflows/main" + rest };
    }

    internal static ApiRequest WithTasks(Call call)
    {
        var request = Workflow("GET", call.Text("instanceId"), "/jobs/" + Address.Part(call.Text("jobId"), "the refresh"));
        request.Query.Add("includeTasks", true);
        return request;
    }

    // The names of states are open: one that is not known counts as ended when the service says when it ended.
    internal static bool IsOver(JToken job)
    {
        var status = Value.Text(job, "jobStatus");
        return Failed(status) || Value.Is(status, "successful") || Value.Is(status, "skipped")
            || (Value.Instant(job, "endTimestamp") != null && !IsAhead(status));
    }

    internal static bool Failed(string status) => Value.Is(status, "failed") || Value.Is(status, "timedOut")
        || Value.Is(status, "aborted") || Value.Is(status, "deleted");

    internal static JObject Of(JToken job)
    {
        var tasks = Value.List(job, "tasks").ToList();
        var roots = Causes(tasks);
        var root = roots.FirstOrDefault();
        return Value.Object(
            ("jobId", Value.Text(job, "jobId")),
            ("summary", Sentence(job, root)),
            ("status", Value.Text(job, "jobStatus")),
            ("operationType", Value.Text(job, "operationType")),
            ("submission", Value.Text(job, "jobSubmissionKind")),
            ("submittedAt", Value.Print(Value.Instant(job, "submittedTimestamp"))),
            ("endedAt", Value.Print(Value.Instant(job, "endTimestamp"))),
            ("isOver", IsOver(job)),
            ("failedStep", root == null ? null : Step(root)),
            ("skippedSteps", new JArray(root == null ? Enumerable.Empty<JObject>() : Dependants(tasks, root).Select(Step))),
            ("failedStepCount", roots.Count));
    }

    private static bool IsAhead(string status) =>
        Value.Is(status, "queued") || Value.Is(status, "needsUpdate") || Value.Is(status, "running");

    // The failed steps that no other attempt made good, earliest first. A retry is a new task of the same step.
    private static List<JToken> Causes(List<JToken> tasks) => tasks
        .GroupBy(StepOf)
        .Select(attempts => attempts.OrderBy(task => Value.Instant(task, "submittedTimestamp"))
            .ThenBy(task => Value.Instant(task, "endTimestamp") ?? DateTimeOffset.MaxValue).Last())
        .Where(task => Value.Is(Value.Text(task, "taskStatus"), "failed") || Value.Is(Value.Text(task, "taskStatus"), "timedOut"))
        .OrderBy(task => Value.Instant(task, "endTimestamp") ?? DateTimeOffset.MaxValue)
        .ThenBy(task => Value.Text(task, "taskId"), StringComparer.Ordinal)
        .ToList();

    // The skipped steps that waited for the failed one, directly or through others. A task may wait for any attempt.
    private static List<JToken> Dependants(List<JToken> tasks, JToken root)
    {
        var skipped = tasks.Where(task => Value.Is(Value.Text(task, "taskStatus"), "skipped")).ToList();
        // Where the service does not say who waited for whom, all that was skipped is all that can be told.
        if (skipped.All(task => !Value.List(task, "waitingTaskIds").Any())) return skipped;
        var stopped = new HashSet<string>(tasks.Where(task => StepOf(task) == StepOf(root))
            .Select(task => Value.Text(task, "taskId")).Where(Value.Present), StringComparer.OrdinalIgnoreCase);
        var found = new List<JToken>();
        for (var before = -1; before != found.Count;)
        {
            before = found.Count;
            foreach (var task in skipped.Where(task => !found.Contains(task)
                && Value.List(task, "waitingTaskIds").Any(id => stopped.Contains(Value.AsText(id) ?? ""))).ToList())
            {
                found.Add(task);
                stopped.Add(Value.Text(task, "taskId") ?? "");
            }
        }
        return skipped.Where(found.Contains).ToList();
    }

    // Tasks carry no identifier of what they work on, so the kind and the name have to tell steps apart.
    private static string StepOf(JToken task) =>
        Value.Text(task, "operationType")?.ToLowerInvariant() + "\n" + Value.Text(task, "friendlyName");

    private static JObject Step(JToken task)
    {
        var error = Error(task);
        return Value.Object(
            ("taskId", Value.Text(task, "taskId")),
            ("name", Value.Text(task, "friendlyName")),
            ("operationType", Value.Text(task, "operationType")),
            ("status", Value.Text(task, "taskStatus")),
            ("endedAt", Value.Print(Value.Instant(task, "endTimestamp"))),
            ("errorCode", Value.Text(error, "errorCode")),
            ("errorMessage", Value.Text(error, "message")));
    }

    internal static JToken Error(JToken taskOrNode) =>
        Value.Record(taskOrNode, "ciError") ?? Value.FirstItem(Value.List(taskOrNode, "ciErrors"));

    private static string Sentence(JToken job, JToken root)
    {
        var status = Value.Text(job, "jobStatus") ?? "unknown";
        if (root == null)
            return IsOver(job) ? "The refresh has ended with status " + status + "." : "The refresh has not ended; its status is " + status + ".";
        var message = Value.Text(Error(root), "message") ?? "The service gave no reason.";
        var step = "its step \"" + (Value.Text(root, "friendlyName") ?? Value.Text(root, "operationType")) + "\" failed: " + message;
        return IsOver(job) ? "The refresh has ended with status " + status + ": " + step : "The refresh goes on, but " + step;
    }
}

// Whether a customer is a member of a segment, and whether there is such a customer at all: a plain "no" for a
// mistyped ID would be a wrong answer.
internal static class SegmentMembership
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("instanceId", "segmentName", "customerId");
        var customer = "CustomerId eq " + ItemPage.Quoted(call.Text("customerId"));
        var member = call.Send(Customers(call, customer + " and IsMemberOfSegment(" + ItemPage.Quoted(call.Text("segmentName")) + ")"));
        var known = call.Send(Customers(call, customer));
        await Task.WhenAll(member, known).ConfigureAwait(false);
        var isMember = Value.List(await member.ConfigureAwait(false), "value").Any();
        var exists = Value.List(await known.ConfigureAwait(false), "value").Any();
        return Reply.Ok(Value.Object(
            ("isMember", isMember),
            ("customerExists", exists),
            ("customerId", call.Text("customerId")),
            ("segmentName", call.Text("segmentName"))));
    }

    private static ApiRequest Customers(Call call, string filter)
    {
        var request = ItemPage.Rows(call.Text("instanceId"), "Customer");
        request.Query.Add("$filter", filter);
        request.Query.Add("$select", "CustomerId");
        request.Query.Add("$top", 1);
        return request;
    }
}

// What the status report can be about: a part of the system, and the operation types that belong to it.
internal static class ReportTypes
{
    internal sealed class ReportType
    {
        public ReportType(string id, string title, params string[] operations)
        {
            Id = id;
            Title = title;
            Operations = operations;
        }

        public string Id { get; }
        public string Title { get; }

        // Empty: everything.
        public IReadOnlyList<string> Operations { get; }

        public bool Covers(string operationType) =>
            Operations.Count == 0 || Operations.Contains(operationType, StringComparer.OrdinalIgnoreCase);
    }

    private static readonly ReportType[] All =
    {
        new ReportType("dataSources", "Data sources", "ingestion", "dataPreparation"),
        new ReportType("enrichments", "Enrichments", "enrichment", "preEnrichment"),
        new ReportType("everything", "Everything"),
        new ReportType("exports", "Exports", "export"),
        new ReportType("measures", "Measures", "measures", "attributeMeasures", "entityMeasures"),
        new ReportType("segments", "Segments", "segmentation", "segmentMembership"),
        new ReportType("unification", "Unification", "map", "match", "merge"),
    };

    internal static Task<HttpResponseMessage> Answer(Call call) => Task.FromResult(Reply.Ok(Value.Object(
        ("value", new JArray(All.Select(type => Value.Object(("id", type.Id), ("title", type.Title))))))));

    // Throws a refusal that lists what there is.
    internal static ReportType Named(string id) =>
        All.FirstOrDefault(type => string.Equals(type.Id, id, StringComparison.OrdinalIgnoreCase))
        ?? throw Failure.Refused("There is no report type \"" + id + "\". Choose one of "
            + string.Join(", ", All.Select(type => type.Id)) + ".");
}

// The items of a table as a JSON Schema: keys first, because they tell items apart, then as the service lists them.
internal static class ItemShape
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        if (call.Lacks("instanceId", "table"))
            return Reply.Ok(Value.Object(("schema", Value.Object(("type", "object")))));
        var table = await call.Send(Metadata(call.Text("instanceId"), call.Text("table"))).ConfigureAwait(false);
        var properties = new JObject();
        foreach (var column in Columns(table)) properties[column.Name] = column.Schema();
        return Reply.Ok(Value.Object(("schema", Value.Object(("type", "object"), ("properties", properties)))));
    }

    internal static ApiRequest Metadata(string instance, string table) => new ApiRequest("GET",
        "/instances/" + Address.Part(instance, "the instance") + "/manage/entities/" + Address.Part(table, "the entity"));

    // The columns of a table, keys first.
    internal static IEnumerable<Column> Columns(JToken table)
    {
        var keys = new HashSet<string>(Value.List(table, "keys").SelectMany(Value.Items)
            .Select(key => Value.Text(key, "name")).Where(Value.Present), StringComparer.Ordinal);
        return ColumnsAsStored(table).OrderBy(column => keys.Contains(column.Name) ? 0 : 1);
    }

    // The columns in the order of the table's files.
    internal static IEnumerable<Column> ColumnsAsStored(JToken table) => Value.List(table, "attributes")
        .Where(attribute => Value.Present(Value.Text(attribute, "name")))
        .Select(attribute => new Column(attribute));

    internal sealed class Column
    {
        private readonly string title;
        private readonly string type;
        private readonly string format;

        public Column(JToken attribute)
        {
            Name = Value.Text(attribute, "name");
            title = Value.Text(attribute, "friendlyName") ?? Name;
            (type, format) = JsonType(Value.Text(attribute, "dataType") ?? "");
        }

        public string Name { get; }

        public JObject Schema() => Value.Object(("type", type), ("format", format), ("title", title), ("x-ms-summary", title));

        // A text of a file as JSON of the column's type. A text that does not fit its type stays text: a flow can
        // still use it, and nothing is lost.
        public JToken Read(string text)
        {
            if (text.Length == 0) return JValue.CreateNull();
            switch (type)
            {
                case "integer":
                case "number":
                    return Value.Json(Value.ParseNumber(text)) ?? text;
                case "boolean":
                    return bool.TryParse(text, out var flag) ? new JValue(flag) : new JValue(text);
                default:
                    return text;
            }
        }

        // The names of Common Data Model, of OData ("Edm." in front) and of .NET, which the service mixes.
        private static (string Type, string Format) JsonType(string dataType)
        {
            switch (dataType.Substring(dataType.LastIndexOf('.') + 1).ToLowerInvariant())
            {
                case "byte":
                case "int16":
                case "int32":
                case "integer":
                case "smallinteger":
                    return ("integer", "int32");
                case "int64":
                case "biginteger":
                case "long":
                    return ("integer", "int64");
                case "decimal":
                case "double":
                case "float":
                case "number":
                case "single":
                    return ("number", "double");
                case "bool":
                case "boolean":
                    return ("boolean", null);
                case "datetime":
                case "datetimeoffset":
                    return ("string", "date-time");
                case "date":
                    return ("string", "date");
                case "guid":
                case "uuid":
                    return ("string", "uuid");
                default:
                    return ("string", null);
            }
        }
    }
}

public class Script : ScriptBase
{
    private static readonly ServiceApi Service = new ServiceApi("https://api.ci.ai.dynamics.com/v1", storageHosts: new[] { ".blob.core.windows.net", ".dfs.core.windows.net" }, name: "Customer Insights");

    private static readonly Operation[] Operations =
    {
        new Operation("OnDataSourceRefreshFailed", "/trigger/instances/{instanceId}/dataSourceRefreshFailed", OnDataSourceRefreshFailed) { Polling = true },
        new Operation("OnDataSourceRefreshSucceeded", "/trigger/instances/{instanceId}/dataSourceRefreshSucceeded", OnDataSourceRefreshSucceeded) { Polling = true },
        new Operation("OnSegmentThresholdCrossed", "/trigger/instances/{instanceId}/segmentThresholdCrossed", OnSegmentThresholdCrossed) { Polling = true },
        new Operation("OnMeasureThresholdCrossed", "/trigger/instances/{instanceId}/measureThresholdCrossed", OnMeasureThresholdCrossed) { Polling = true },
        new Operation("OnFullRefreshCompleted", "/trigger/instances/{instanceId}/fullRefreshCompleted", OnFullRefreshCompleted) { Polling = true },
        new Operation("OnUnificationRefreshCompleted", "/trigger/instances/{instanceId}/unificationRefreshCompleted", OnUnificationRefreshCompleted) { Polling = true },
        new Operation("CreateItem", "/instances/{dataset}/data/{table}", NewItem.Answer),
        new Operation("UpdateItem", "/instances/{dataset}/data/{table}/{id}", ItemChange.Answer),
        new Operation("GetEntities", "/instances/{dataset}/manage/entities", GetEntities),
        new Operation("GetItem", "/actions/instances/{dataset}/data/{table}/items/{id}", SingleItem.Answer),
        new Operation("GetItems", "/instances/{dataset}/data/{table}", ItemPage.Answer),
        new Operation("GetPartitionData", "/actions/instances/{dataset}/data/{table}/partitions/{partition}/rows", PartitionRows.Answer),
        new Operation("GetPartitions", "/actions/instances/{dataset}/data/{table}/partitionNames", GetPartitions),
        new Operation("GetPartitions_V2", "/actions/instances/{dataset}/data/{table}/partitions", GetPartitions_V2),
        new Operation("SendStatusReport", "/actions/instances/{dataset}/statusReport", StatusReport.Answer),
        new Operation("SendStatusReport_V2", "/actions/instances/{dataset}/statusReportV2", StatusReportV2.Answer),
        new Operation("RunRefresh", "/actions/instances/{instanceId}/refreshes", RefreshStart.Answer),
        new Operation("RunRefreshAndWait", "/actions/instances/{instanceId}/refreshesToWaitFor", RefreshAndWait.Answer),
        new Operation("GetRefreshOutcome", "/actions/instances/{instanceId}/refreshes/{jobId}/outcome", RefreshOutcome.Answer),
        new Operation("ListRefreshes", "/actions/instances/{instanceId}/refreshes", RefreshList.Answer),
        new Operation("GetRefresh", "/actions/instances/{instanceId}/refreshes/{jobId}", RefreshReport.Answer),
        new Operation("CancelRefresh", "/actions/instances/{instanceId}/refreshes/{jobId}/cancel", CancelRefresh),
        new Operation("ListSegments", "/instances/{instanceId}/manage/segments", ListSegments),
        new Operation("ActivateSegment", "/instances/{instanceId}/manage/segments/{segmentName}/activate", ActivateSegment),
        new Operation("DeactivateSegment", "/instances/{instanceId}/manage/segments/{segmentName}/deactivate", DeactivateSegment),
        new Operation("IsCustomerInSegment", "/actions/instances/{instanceId}/segments/{segmentName}/members/{customerId}", SegmentMembership.Answer),
        new Operation("ReadMeasure", "/instances/{instanceId}/manage/measures/{measureName}", ReadMeasure),
        new Operation("LookUpInstances", "/instances", LookUpInstances),
        new Operation("LookUpDataSources", "/lookup/instances/{instanceId}/dataSources", LookUpDataSources),
        new Operation("LookUpSegments", "/lookup/instances/{instanceId}/segments", LookUpSegments),
        new Operation("LookUpMeasures", "/lookup/instances/{instanceId}/measures", LookUpMeasures),
        new Operation("LookUpScalarMeasures", "/lookup/instances/{instanceId}/scalarMeasures", LookUpScalarMeasures),
        new Operation("LookUpTables", "/lookup/instances/{instanceId}/tables", LookUpTables),
        new Operation("LookUpPartitions", "/lookup/instances/{instanceId}/tables/{table}/partitions", LookUpPartitions),
        new Operation("LookUpRefreshes", "/lookup/instances/{instanceId}/refreshes", LookUpRefreshes),
        new Operation("LookUpReportTypes", "/lookup/reportTypes", ReportTypes.Answer),
        new Operation("LookUpItemShape", "/lookup/instances/{instanceId}/tables/{table}/shape", ItemShape.Answer),
    };

    public override Task<HttpResponseMessage> ExecuteAsync() => Dispatch.Answer(Context, CancellationToken, Service, Operations);

    // When a data source refresh fails
    private static Task<HttpResponseMessage> OnDataSourceRefreshFailed(Call call) => Polling.Answer(call, new NewItems
    {
        Read = new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/workflows/main/jobs")
        {
            OtherForm = "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/workflows/main/jobs",
            Query = { { "includeTasks", "true" } },
            Window = Window.Count("top", new[] { 100, 1000 }, listed => Value.Instant(listed, "submittedTimestamp")),
        },
        Also =
        {
            { "status", new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/workflows/main/status")
            {
                OtherForm = "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/workflows/main/status",
                Missing = Missing.Empty,
            } },
            { "dataSources", new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/datasources") },
        },
        Items = within => Value.List(within, "tasks"),
        Where = (item, within) => Value.Is(Value.Text(item, "operationType"), "ingestion")
            && Value.Is(Value.Text(item, "taskStatus"), "failed", "timedOut")
            && (Value.Is(call.Text("report"), "every") || IsFinal(item, within)),
        Id = (item, within) => Value.Text(item, "taskId"),
        At = (item, within) => Value.Is(call.Text("report"), "every") ? Value.Instant(item, "endTimestamp") : Value.Instant(within, "endTimestamp") ?? Value.Instant(item, "endTimestamp"),
        Keep = (item, within, also) => !Value.Present(call.Text("dataSourceId"))
            || Value.Is(DataSourceId(item, within, Value.Items(also["status"]), Value.Items(also["dataSources"])), call.Text("dataSourceId")),
        Event = (item, within, also, historyIncomplete) => Value.Object(
            ("summary", $"The refresh of data source {Value.Print(Value.Text(item, "friendlyName"))} failed: {Value.Print(ErrorMessage(item) ?? "the service gave no reason.")}"),
            ("instanceId", call.Text("instanceId")),
            ("dataSourceId", DataSourceId(item, within, Value.Items(also["status"]), Value.Items(also["dataSources"]))),
            ("dataSourceName", Value.Text(item, "friendlyName")),
            ("status", Value.Text(item, "taskStatus")),
            ("attempt", Value.Json(AttemptNumber(item, within))),
            ("isFinal", (bool?)(IsFinal(item, within))),
            ("startedAt", Value.Print(Value.Instant(item, "submittedTimestamp"))),
            ("endedAt", Value.Print(Value.Instant(item, "endTimestamp"))),
            ("errorCode", ErrorCode(item)),
            ("errorMessage", ErrorMessage(item)),
            ("jobId", Value.Text(within, "jobId")),
            ("taskId", Value.Text(item, "taskId")),
            ("submission", Value.Text(within, "jobSubmissionKind")),
            ("historyIncomplete", historyIncomplete)),
    });

    // When a data source refresh succeeds
    private static Task<HttpResponseMessage> OnDataSourceRefreshSucceeded(Call call) => Polling.Answer(call, new NewItems
    {
        Read = new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/workflows/main/jobs")
        {
            OtherForm = "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/workflows/main/jobs",
            Query = { { "includeTasks", "true" } },
            Window = Window.Count("top", new[] { 100, 1000 }, listed => Value.Instant(listed, "submittedTimestamp")),
        },
        Also =
        {
            { "status", new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/workflows/main/status")
            {
                OtherForm = "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/workflows/main/status",
                Missing = Missing.Empty,
            } },
            { "dataSources", new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/datasources") },
        },
        Items = within => Value.List(within, "tasks"),
        Where = (item, within) => Value.Is(Value.Text(item, "operationType"), "ingestion") && Value.Is(Value.Text(item, "taskStatus"), "successful"),
        Id = (item, within) => Value.Text(item, "taskId"),
        At = (item, within) => Value.Instant(item, "endTimestamp"),
        Keep = (item, within, also) => !Value.Present(call.Text("dataSourceId"))
            || Value.Is(DataSourceId(item, within, Value.Items(also["status"]), Value.Items(also["dataSources"])), call.Text("dataSourceId")),
        Event = (item, within, also, historyIncomplete) => Value.Object(
            ("summary", $"Data source {Value.Print(Value.Text(item, "friendlyName"))} was refreshed."),
            ("instanceId", call.Text("instanceId")),
            ("dataSourceId", DataSourceId(item, within, Value.Items(also["status"]), Value.Items(also["dataSources"]))),
            ("dataSourceName", Value.Text(item, "friendlyName")),
            ("status", Value.Text(item, "taskStatus")),
            ("attempt", Value.Json(AttemptNumber(item, within))),
            ("startedAt", Value.Print(Value.Instant(item, "submittedTimestamp"))),
            ("endedAt", Value.Print(Value.Instant(item, "endTimestamp"))),
            ("jobId", Value.Text(within, "jobId")),
            ("taskId", Value.Text(item, "taskId")),
            ("submission", Value.Text(within, "jobSubmissionKind")),
            ("historyIncomplete", historyIncomplete)),
    });

    // When a segment crosses a threshold
    private static Task<HttpResponseMessage> OnSegmentThresholdCrossed(Call call) => Polling.Answer(call, new Crossing
    {
        Read = new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/segments")
        {
            Query = { { "includeHistoricStats", "true" } },
            Window = Window.Days("historicStatsDays", 10, 365),
        },
        Source = answer => Value.First(Value.Items(answer), segment => Value.Same(Value.Text(segment, "name"), call.Text("segmentName"))),
        Series = source => Value.Where(Value.Append(Value.List(source, "evaluationStatusHistory"), Value.Record(source, "evaluationStatus")), point => Value.Is(Value.Text(point, "jobStatus"), "CompletedSuccess")),
        At = point => Value.Instant(point, "evaluationDate"),
        Measure = point => Value.Number(point, "entityCount"),
        Threshold = call.Number("threshold"),
        Direction = call.Text("direction") ?? "above",
        Event = crossed => Value.Object(
            ("summary", $"Segment {Value.Print(Value.Text(crossed.Source, "friendlyName") ?? Value.Text(crossed.Source, "name"))} {Value.Print(crossed.Rising == true ? "rose above" : "fell below")} {Value.Print(call.Number("threshold"))} members: it had {Value.Print(crossed.PreviousValue)} and has {Value.Print(crossed.Value)} now."),
            ("instanceId", call.Text("instanceId")),
            ("segmentName", Value.Text(crossed.Source, "name")),
            ("displayName", Value.Text(crossed.Source, "friendlyName") ?? Value.Text(crossed.Source, "name")),
            ("threshold", Value.Json(call.Number("threshold"))),
            ("memberCount", Value.Json(crossed.Value)),
            ("previousMemberCount", Value.Json(crossed.PreviousValue)),
            ("change", Value.Json(crossed.Value - crossed.PreviousValue)),
            ("crossed", crossed.Rising == true ? "above" : "below"),
            ("crossedAt", Value.Print(crossed.At)),
            ("previousAt", Value.Print(crossed.PreviousAt)),
            ("historyIncomplete", crossed.HistoryIncomplete)),
    });

    // When a business measure crosses a threshold
    private static Task<HttpResponseMessage> OnMeasureThresholdCrossed(Call call) => Polling.Answer(call, new Crossing
    {
        Read = new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/measures/" + Address.Part(call.Text("measureName")))
        {
            Query = { { "includeHistoricStats", "true" } },
            Window = Window.Days("historicStatsDays", 30, 365),
        },
        Refuse = answer =>
            Value.Is(Value.Text(Value.Record(answer, "definition"), "kind"), "attribute")
            || Value.Flag(Value.Record(answer, "definition"), "isProfile") == true
                ? "This measure belongs to customers: it has a value for each customer, so there is no single value that could cross a threshold. Choose a business measure without a dimension." :
            !(Value.Flag(Value.Record(answer, "definition"), "isScalar") == true || Value.Flag(Value.Record(answer, "definition"), "isManualQueryScalar") == true)
            || Value.Count(Value.List(Value.Record(answer, "definition"), "dimensions")) > 0m
                ? "This measure has a dimension: it has a value for each member of the dimension, so there is no single value that could cross a threshold. Choose a business measure without a dimension." : null,
        Source = answer => answer,
        Series = source => Value.Append(Value.List(source, "outputHistory"), Value.Record(source, "output")),
        At = point => Value.Instant(point, "evaluationTime"),
        Measure = point => Value.ParseNumber(Value.OnlyEntry(Value.Record(point, "values"))),
        Threshold = call.Number("threshold"),
        Direction = call.Text("direction") ?? "above",
        Event = crossed => Value.Object(
            ("summary", $"Measure {Value.Print(Value.Text(crossed.Source, "displayName") ?? Value.Text(crossed.Source, "name"))} {Value.Print(crossed.Rising == true ? "rose above" : "fell below")} {Value.Print(call.Number("threshold"))}: it was {Value.Print(crossed.PreviousValue)} and is {Value.Print(crossed.Value)} now."),
            ("instanceId", call.Text("instanceId")),
            ("measureName", Value.Text(crossed.Source, "name")),
            ("displayName", Value.Text(crossed.Source, "displayName") ?? Value.Text(crossed.Source, "name")),
            ("threshold", Value.Json(call.Number("threshold"))),
            ("value", Value.Json(crossed.Value)),
            ("previousValue", Value.Json(crossed.PreviousValue)),
            ("change", Value.Json(crossed.Value - crossed.PreviousValue)),
            ("crossed", crossed.Rising == true ? "above" : "below"),
            ("crossedAt", Value.Print(crossed.At)),
            ("previousAt", Value.Print(crossed.PreviousAt)),
            ("historyIncomplete", crossed.HistoryIncomplete)),
    });

    // When a full scheduled refresh completes
    private static Task<HttpResponseMessage> OnFullRefreshCompleted(Call call) => Polling.Answer(call, new NewItems
    {
        Read = new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/workflows/main/jobs")
        {
            OtherForm = "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/workflows/main/jobs",
            Query = { { "includeTasks", "true" } },
            Window = Window.Count("top", new[] { 100, 1000 }, listed => Value.Instant(listed, "submittedTimestamp")),
        },
        Where = (item, within) => Value.Is(Value.Text(item, "jobSubmissionKind"), "scheduled")
            && Value.Is(Value.Text(item, "operationType"), "all")
            && HasEnded(item)
            && (Value.Is(call.Text("outcome") ?? "any", "any") || Value.Is(call.Text("outcome"), "successful") && Value.Is(Value.Text(item, "jobStatus"), "successful") || Value.Is(call.Text("outcome"), "failed") && Value.Is(Value.Text(item, "jobStatus"), "failed", "timedOut")),
        Id = (item, within) => Value.Text(item, "jobId"),
        At = (item, within) => Value.Instant(item, "endTimestamp"),
        Event = (item, within, also, historyIncomplete) => Value.Object(
            ("summary", $"The scheduled refresh of everything ended: {Value.Print(Value.Text(item, "jobStatus"))}."),
            ("instanceId", call.Text("instanceId")),
            ("jobId", Value.Text(item, "jobId")),
            ("status", Value.Text(item, "jobStatus")),
            ("isSuccessful", (bool?)(Value.Is(Value.Text(item, "jobStatus"), "successful"))),
            ("dataMode", Value.Text(item, "jobType")),
            ("failedStepName", Value.Text(Value.First(Value.List(item, "tasks"), task => Value.Is(Value.Text(task, "taskStatus"), "failed", "timedOut") && IsFinal(task, item)), "friendlyName")),
            ("startedAt", Value.Print(Value.Instant(item, "submittedTimestamp"))),
            ("endedAt", Value.Print(Value.Instant(item, "endTimestamp"))),
            ("errorCode", FailureCode(item)),
            ("errorMessage", FailureMessage(item)),
            ("historyIncomplete", historyIncomplete)),
    });

    // When a refresh of the unification process completes
    private static Task<HttpResponseMessage> OnUnificationRefreshCompleted(Call call) => Polling.Answer(call, new NewItems
    {
        Read = new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/workflows/main/jobs")
        {
            OtherForm = "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/workflows/main/jobs",
            Query = { { "includeTasks", "true" } },
            Window = Window.Count("top", new[] { 100, 1000 }, listed => Value.Instant(listed, "submittedTimestamp")),
        },
        Items = within => Value.List(within, "tasks"),
        Where = (item, within) => Value.Is(Value.Text(item, "operationType"), "merge")
            && (Value.Is(call.Text("outcome") ?? "successful", "successful", "any") && Value.Is(Value.Text(item, "taskStatus"), "successful") || Value.Is(call.Text("outcome"), "failed", "any") && Value.Is(Value.Text(item, "taskStatus"), "failed", "timedOut") && IsFinal(item, within)),
        Id = (item, within) => Value.Text(item, "taskId"),
        At = (item, within) => Value.Is(Value.Text(item, "taskStatus"), "successful") ? Value.Instant(item, "endTimestamp") : Value.Instant(within, "endTimestamp") ?? Value.Instant(item, "endTimestamp"),
        Event = (item, within, also, historyIncomplete) => Value.Object(
            ("summary", $"The refresh of the unification process ended: {Value.Print(Value.Text(item, "taskStatus"))}."),
            ("instanceId", call.Text("instanceId")),
            ("jobId", Value.Text(within, "jobId")),
            ("taskId", Value.Text(item, "taskId")),
            ("status", Value.Text(item, "taskStatus")),
            ("isSuccessful", (bool?)(Value.Is(Value.Text(item, "taskStatus"), "successful"))),
            ("mapStatus", Value.Text(Value.First(Value.List(within, "tasks"), task => Value.Is(Value.Text(task, "operationType"), "map") && Value.Is(Value.Text(task, "taskStatus"), "successful")), "taskStatus")
                ?? Value.Text(Value.First(Value.List(within, "tasks"), task => Value.Is(Value.Text(task, "operationType"), "map")), "taskStatus")),
            ("matchStatus", Value.Text(Value.First(Value.List(within, "tasks"), task => Value.Is(Value.Text(task, "operationType"), "match") && Value.Is(Value.Text(task, "taskStatus"), "successful")), "taskStatus")
                ?? Value.Text(Value.First(Value.List(within, "tasks"), task => Value.Is(Value.Text(task, "operationType"), "match")), "taskStatus")),
            ("submission", Value.Text(within, "jobSubmissionKind")),
            ("startedAt", Value.Print(Value.Instant(item, "submittedTimestamp"))),
            ("endedAt", Value.Print(Value.Instant(item, "endTimestamp"))),
            ("errorCode", ErrorCode(item)),
            ("errorMessage", ErrorMessage(item)),
            ("historyIncomplete", historyIncomplete)),
    });

    // Get entities
    private static async Task<HttpResponseMessage> GetEntities(Call call)
    {
        call.Require("dataset");
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("dataset")) + "/manage/entities")).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.List(answer, "entities"), entity => Value.Object(
                ("qualifiedName", Value.Text(entity, "qualifiedEntityName")),
                ("name", Value.Text(entity, "name")),
                ("entityType", Value.Text(entity, "entityType")),
                ("dataSourceName", Value.Text(entity, "dataSourceName")),
                ("dataSourceId", Value.Text(entity, "datasourceId")),
                ("refreshedAt", Value.Print(Value.Instant(entity, "refreshTime"))))), entity => Value.Text(entity, "qualifiedName"))))));
    }

    // Retrieve partitions for an entity
    private static async Task<HttpResponseMessage> GetPartitions(Call call)
    {
        call.Require("dataset", "table");
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("dataset")) + "/manage/entities/" + Address.Part(call.Text("table")))).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.List(answer, "partitions"), partition => Value.Object(
                ("name", Value.Text(partition, "name")))), partition => Value.Text(partition, "name"))))));
    }

    // Retrieve partitions for an entity V2
    private static async Task<HttpResponseMessage> GetPartitions_V2(Call call)
    {
        call.Require("dataset", "table");
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("dataset")) + "/manage/entities/" + Address.Part(call.Text("table")))).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("entity", Value.Text(answer, "qualifiedEntityName")),
            ("refreshedAt", Value.Print(Value.Instant(answer, "refreshTime"))),
            ("columns", Value.Array(Value.Select(Value.List(answer, "attributes"), column => Value.Object(
                ("name", Value.Text(column, "name")),
                ("title", Value.Text(column, "friendlyName") ?? Value.Text(column, "name")),
                ("dataType", Value.Text(column, "dataType")))))),
            ("value", Value.Array(Value.SortByText(Value.Select(Value.List(answer, "partitions"), partition => Value.Object(
                ("name", Value.Text(partition, "name")),
                ("refreshedAt", Value.Print(Value.Instant(partition, "refreshTime"))),
                ("hasHeader", Value.Flag(partition, "hasHeader")))), partition => Value.Text(partition, "name"))))));
    }

    // Cancel a refresh
    private static async Task<HttpResponseMessage> CancelRefresh(Call call)
    {
        call.Require("instanceId", "jobId");
        var answer = await call.Send(new ApiRequest("POST", "/instances/" + Address.Part(call.Text("instanceId")) + "/workflows/main/jobs/" + Address.Part(call.Text("jobId")) + "/cancel")
        {
            OtherForm = "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/workflows/main/jobs/" + Address.Part(call.Text("jobId")) + "/cancel",
        }).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("jobId", Value.Text(answer, "jobId")),
            ("status", Value.Text(answer, "jobStatus"))));
    }

    // List segments
    private static async Task<HttpResponseMessage> ListSegments(Call call)
    {
        call.Require("instanceId");
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/segments")).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.Items(answer), segment => Value.Object(
                ("segmentName", Value.Text(segment, "name")),
                ("displayName", Value.Text(segment, "friendlyName") ?? Value.Text(segment, "name")),
                ("description", Value.Text(segment, "description")),
                ("state", Value.Text(segment, "state")),
                ("memberCount", Value.Json(Value.Number(Value.Record(segment, "evaluationStatus"), "entityCount"))),
                ("evaluatedAt", Value.Print(Value.Instant(Value.Record(segment, "evaluationStatus"), "evaluationDate"))),
                ("evaluationStatus", Value.Text(Value.Record(segment, "evaluationStatus"), "jobStatus")))), segment => Value.Text(segment, "displayName"))))));
    }

    // Activate a segment
    private static async Task<HttpResponseMessage> ActivateSegment(Call call)
    {
        call.Require("instanceId", "segmentName");
        await call.Send(new ApiRequest("PUT", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/segments/" + Address.Part(call.Text("segmentName")) + "/activate")).ConfigureAwait(false);
        return Reply.Json(204, null);
    }

    // Deactivate a segment
    private static async Task<HttpResponseMessage> DeactivateSegment(Call call)
    {
        call.Require("instanceId", "segmentName");
        await call.Send(new ApiRequest("PUT", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/segments/" + Address.Part(call.Text("segmentName")) + "/deactivate")).ConfigureAwait(false);
        return Reply.Json(204, null);
    }

    // Read a measure
    private static async Task<HttpResponseMessage> ReadMeasure(Call call)
    {
        call.Require("instanceId", "measureName");
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/measures/" + Address.Part(call.Text("measureName")))).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("measureName", Value.Text(answer, "name")),
            ("displayName", Value.Text(answer, "displayName") ?? Value.Text(answer, "name")),
            ("description", Value.Text(answer, "description")),
            ("value", Value.Json(Value.ParseNumber(Value.OnlyEntry(Value.Record(Value.Record(answer, "output"), "values"))))),
            ("evaluatedAt", Value.Print(Value.Instant(Value.Record(answer, "output"), "evaluationTime"))),
            ("hasOneValue", (bool?)(HasOneValue(answer))),
            ("evaluationState", Value.Text(Value.Record(answer, "latestEvaluation"), "state")),
            ("evaluationError", Value.Text(Value.Record(answer, "latestEvaluation"), "error")),
            ("values", Value.Record(Value.Record(answer, "output"), "values"))));
    }

    // Look up instances
    private static async Task<HttpResponseMessage> LookUpInstances(Call call)
    {
        var answer = await call.Send(new ApiRequest("GET", "/instances")).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.Items(answer), instance => Value.Object(
                ("id", Value.Text(instance, "instanceId")),
                ("title", Value.Text(instance, "name") ?? Value.Text(instance, "instanceId")))), choice => Value.Text(choice, "title"))))));
    }

    // Look up data sources
    private static async Task<HttpResponseMessage> LookUpDataSources(Call call)
    {
        if (call.Lacks("instanceId")) return Reply.Ok(Value.Object(("value", new JArray())));
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/datasources")).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.Items(answer), item => Value.Object(
                ("id", Value.Text(Value.Record(item, "dataSourceMetadata"), "dataSourceId")),
                ("title", Value.Flag(Value.Record(item, "dataSourceMetadata"), "isActive") == false ? $"{Value.Print(DataSourceName(Value.Record(item, "dataSourceMetadata")))} (inactive)" : DataSourceName(Value.Record(item, "dataSourceMetadata"))))), choice => Value.Text(choice, "title"))))));
    }

    // Look up segments
    private static async Task<HttpResponseMessage> LookUpSegments(Call call)
    {
        if (call.Lacks("instanceId")) return Reply.Ok(Value.Object(("value", new JArray())));
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/segments")).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.Items(answer), segment => Value.Object(
                ("id", Value.Text(segment, "name")),
                ("title", Value.Is(Value.Text(segment, "state"), "inactive") ? $"{Value.Print(Value.Text(segment, "friendlyName") ?? Value.Text(segment, "name"))} (inactive)" : Value.Text(segment, "friendlyName") ?? Value.Text(segment, "name")))), choice => Value.Text(choice, "title"))))));
    }

    // Look up measures
    private static async Task<HttpResponseMessage> LookUpMeasures(Call call)
    {
        if (call.Lacks("instanceId")) return Reply.Ok(Value.Object(("value", new JArray())));
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/measures")).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.Items(answer), measure => Value.Object(
                ("id", Value.Text(measure, "name")),
                ("title", Value.Text(measure, "displayName") ?? Value.Text(measure, "name")))), choice => Value.Text(choice, "title"))))));
    }

    // Look up measures with one value
    private static async Task<HttpResponseMessage> LookUpScalarMeasures(Call call)
    {
        if (call.Lacks("instanceId")) return Reply.Ok(Value.Object(("value", new JArray())));
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/measures")).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.Where(Value.Items(answer), measure => HasOneValue(measure)), measure => Value.Object(
                ("id", Value.Text(measure, "name")),
                ("title", Value.Text(measure, "displayName") ?? Value.Text(measure, "name")))), choice => Value.Text(choice, "title"))))));
    }

    // Look up tables
    private static async Task<HttpResponseMessage> LookUpTables(Call call)
    {
        if (call.Lacks("instanceId")) return Reply.Ok(Value.Object(("value", new JArray())));
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/entities")).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.List(answer, "entities"), table => Value.Object(
                ("id", Value.Text(table, "qualifiedEntityName")),
                ("title", Value.Text(table, "qualifiedEntityName")))), choice => Value.Text(choice, "title"))))));
    }

    // Look up partitions
    private static async Task<HttpResponseMessage> LookUpPartitions(Call call)
    {
        if (call.Lacks("instanceId", "table")) return Reply.Ok(Value.Object(("value", new JArray())));
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/entities/" + Address.Part(call.Text("table")))).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.List(answer, "partitions"), partition => Value.Object(
                ("id", Value.Text(partition, "name")),
                ("title", Value.Text(partition, "name")))), choice => Value.Text(choice, "title"))))));
    }

    // Look up refreshes
    private static async Task<HttpResponseMessage> LookUpRefreshes(Call call)
    {
        if (call.Lacks("instanceId")) return Reply.Ok(Value.Object(("value", new JArray())));
        var answer = await call.Send(new ApiRequest("GET", "/instances/" + Address.Part(call.Text("instanceId")) + "/workflows/main/jobs")
        {
            OtherForm = "/instances/" + Address.Part(call.Text("instanceId")) + "/manage/workflows/main/jobs",
            Query = { { "top", "50" } },
        }).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.Select(Value.Items(answer), job => Value.Object(
                ("id", Value.Text(job, "jobId")),
                ("title", $"{Value.Print(Value.Instant(job, "submittedTimestamp"))} {Value.Print(Value.Text(job, "operationType") ?? "refresh")} ({Value.Print(Value.Text(job, "jobStatus") ?? "unknown")})")))))));
    }

    private static decimal? AttemptNumber(JToken task, JToken job) =>
        Value.Count(Value.Where(Value.List(job, "tasks"), other => Value.Same(Value.Text(other, "taskId"), Value.Text(task, "taskId")) || IsNewerAttempt(task, other)));

    private static string DataSourceId(JToken task, JToken job, IEnumerable<JToken> nodes, IEnumerable<JToken> sources) =>
        DataSourceIdByNode(task, job, nodes)
        ?? (Value.Is(Value.Text(job, "operationType"), "ingestion") ? DataSourceIdByList(task, job, sources) : DataSourceIdByName(task, sources));

    private static string DataSourceIdByList(JToken task, JToken job, IEnumerable<JToken> sources) =>
        Value.OnlyText(Value.List(job, "idList"))
        ?? Value.Text(Value.Record(Value.Single(sources, item => Value.Same(Value.Text(Value.Record(item, "dataSourceMetadata"), "friendlyName"), Value.Text(task, "friendlyName")) && Value.Has(Value.List(job, "idList"), Value.Text(Value.Record(item, "dataSourceMetadata"), "dataSourceId"))), "dataSourceMetadata"), "dataSourceId")
        ?? DataSourceIdByName(task, sources);

    private static string DataSourceIdByName(JToken task, IEnumerable<JToken> sources) =>
        Value.Text(Value.Record(Value.Single(sources, item => Value.Same(Value.Text(Value.Record(item, "dataSourceMetadata"), "friendlyName"), Value.Text(task, "friendlyName"))), "dataSourceMetadata"), "dataSourceId");

    private static string DataSourceIdByNode(JToken task, JToken job, IEnumerable<JToken> nodes) =>
        Value.Text(Value.Single(nodes, node => Value.Is(Value.Text(node, "operationType"), "ingestion") && Value.Same(Value.Text(node, "friendlyName"), Value.Text(task, "friendlyName")) && Value.Has(Value.List(node, "jobIds"), Value.Text(job, "jobId"))), "identifier");

    private static string DataSourceName(JToken source) =>
        Value.Text(source, "friendlyName") ?? Value.Text(source, "name") ?? Value.Text(source, "dataSourceId");

    private static string ErrorCode(JToken task) =>
        Value.Text(Value.Record(task, "ciError"), "errorCode") ?? Value.Text(Value.FirstItem(Value.List(task, "ciErrors")), "errorCode");

    private static string ErrorMessage(JToken task) =>
        Value.Text(Value.Record(task, "ciError"), "message") ?? Value.Text(Value.FirstItem(Value.List(task, "ciErrors")), "message");

    private static string FailureCode(JToken job) =>
        Value.Text(Value.Record(Value.First(Value.List(job, "tasks"), task => Value.Is(Value.Text(task, "taskStatus"), "failed", "timedOut") && IsFinal(task, job)), "ciError"), "errorCode")
        ?? Value.Text(Value.FirstItem(Value.List(Value.First(Value.List(job, "tasks"), task => Value.Is(Value.Text(task, "taskStatus"), "failed", "timedOut") && IsFinal(task, job)), "ciErrors")), "errorCode");

    private static string FailureMessage(JToken job) =>
        Value.Text(Value.Record(Value.First(Value.List(job, "tasks"), task => Value.Is(Value.Text(task, "taskStatus"), "failed", "timedOut") && IsFinal(task, job)), "ciError"), "message")
        ?? Value.Text(Value.FirstItem(Value.List(Value.First(Value.List(job, "tasks"), task => Value.Is(Value.Text(task, "taskStatus"), "failed", "timedOut") && IsFinal(task, job)), "ciErrors")), "message");

    private static bool HasEnded(JToken job) =>
        Value.Is(Value.Text(job, "jobStatus"), "successful", "failed", "timedOut", "aborted", "deleted", "skipped");

    private static bool HasOneValue(JToken measure) =>
        !(Value.Is(Value.Text(Value.Record(measure, "definition"), "kind"), "attribute") || Value.Flag(Value.Record(measure, "definition"), "isProfile") == true || Value.Count(Value.List(Value.Record(measure, "definition"), "dimensions")) > 0m)
        && (Value.Flag(Value.Record(measure, "definition"), "isScalar") == true || Value.Flag(Value.Record(measure, "definition"), "isManualQueryScalar") == true);

    private static bool IsFinal(JToken task, JToken job) =>
        HasEnded(job)
        && !Value.Any(Value.List(job, "tasks"), other => IsNewerAttempt(other, task) && Value.Is(Value.Text(other, "taskStatus"), "successful", "failed", "timedOut"));

    private static bool IsNewerAttempt(JToken other, JToken task) =>
        Value.Is(Value.Text(other, "operationType"), Value.Text(task, "operationType"))
        && Value.Same(Value.Text(other, "friendlyName"), Value.Text(task, "friendlyName"))
        && Value.Instant(other, "submittedTimestamp") >= Value.Instant(task, "endTimestamp");
}
