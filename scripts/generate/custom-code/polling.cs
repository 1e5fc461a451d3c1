using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

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
