using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

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
