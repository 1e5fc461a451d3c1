using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

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
