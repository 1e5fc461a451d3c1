using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

// A trigger that walks through a list of steps, one or more polls each. All it knows is in the Location: the step that is
// next, when the Location was given, and what was found so far. An event carries everything that was found.
internal sealed class ProbeTrigger
{
    private const string StateName = "triggerState";
    private const int UsualFill = 1500;
    private const int LargeFill = 8000;
    private const int PollsBeforeIdleEvent = 8;

    private readonly Uri asked;
    private readonly long now;
    private readonly int round;
    private readonly JObject state;
    private readonly JObject found;
    private int fill = UsualFill;

    private ProbeTrigger(Uri asked, DateTimeOffset now)
    {
        this.asked = asked;
        this.now = now.ToUnixTimeMilliseconds();
        round = int.Parse(ProbeQuery.Value(asked, "round") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        var text = ProbeQuery.Value(asked, StateName);
        state = text == null ? null : Read(text);
        if (state == null) state = new JObject { ["step"] = 0, ["first"] = this.now, ["at"] = this.now, ["polls"] = 0, ["rounds"] = new JArray(round), ["found"] = new JObject() };
        state["polls"] = (int)state["polls"] + 1;
        found = (JObject)state["found"];
        // A state that was cut off on the way can't be read, so this one is whole.
        if (text != null) state["stateLength"] = Math.Max((int?)state["stateLength"] ?? 0, text.Length);
    }

    public static HttpResponseMessage Answer(Uri asked, DateTimeOffset now) => new ProbeTrigger(asked, now).Answer();

    // Seconds since the Location was given that led here.
    private double Gap => Math.Round((now - (long)state["at"]) / 1000.0);

    private double Interval => (double?)found["secondsAfter200"] ?? 60;

    // Longer than until the next regular poll, shorter than until the one after that, with a minute's recurrence.
    private bool StayedTooLong => Gap > Interval * 1.7 + 40;

    private HttpResponseMessage Answer()
    {
        switch ((int)state["step"])
        {
            case 0:
                return Tell("first", 1);
            case 1:
                found["secondsAfter200"] = Gap;
                return Nothing(2, LongWait);
            case 2:
                found["afterLongRetryAfter"] = new JObject { ["asked"] = LongWait, ["waited"] = Gap };
                return Nothing(3, 5);
            case 3:
                found["afterShortRetryAfter"] = new JObject { ["asked"] = 5, ["waited"] = Gap };
                return Tell("timing", 4, 0);
            case 4:
                found["afterRetryAfter0"] = new JObject { ["asked"] = 0, ["waited"] = Gap };
                return Nothing(5);
            case 5:
                // The Location of this error leads on. Who ignores it asks again with the former one.
                found["errorWithLocation"] = StayedTooLong ? "ignored" : "used";
                return StayedTooLong ? Tell("errorWithLocation", 7) : Located(Failed(), 6, null);
            case 6:
                return Tell("errorWithLocation", 7);
            case 7:
                if (!StayedTooLong) return Failed();
                found["errorWithoutLocation"] = "kept";
                return Tell("errorWithoutLocation", 8);
            case 8:
                found["withoutArray"] = StayedTooLong ? "ignored" : "used";
                return StayedTooLong ? Tell("complete", 10) : Located(Script.Json(200, new JObject { ["stage"] = "withoutArray" }), 9, null);
            case 9:
                fill = LargeFill;
                return Tell("complete", 10);
            case 10:
                return Tell("largeState", 11);
            default:
                return Idle();
        }
    }

    // The end of the list: only another round, which a person types in, makes an event, and once the waiting for it.
    private HttpResponseMessage Idle()
    {
        var rounds = (JArray)state["rounds"];
        if (rounds.All(known => (int)known != round))
        {
            rounds.Add(round);
            return Tell("edited", 12);
        }
        var idle = ((int?)state["idle"] ?? 0) + 1;
        state["idle"] = idle;
        return idle == PollsBeforeIdleEvent ? Tell("idle", 12) : Nothing(12);
    }

    private int LongWait => (int)Math.Max(150, Interval * 2.5);

    private HttpResponseMessage Failed() => Script.Json(422, Script.Error("Refused", "The probe refuses this poll on purpose."));

    private HttpResponseMessage Nothing(int next, int? retryAfter = null) => Located(new HttpResponseMessage((System.Net.HttpStatusCode)202), next, retryAfter);

    private HttpResponseMessage Tell(string stage, int next, int? retryAfter = null)
    {
        var step = (int)state["step"];
        var told = new JObject
        {
            ["stage"] = stage,
            ["complete"] = step >= 8,
            ["polls"] = state["polls"],
            ["rounds"] = state["rounds"],
            ["firstPollAt"] = Instant((long)state["first"]),
            ["polledAt"] = Instant(now),
            ["stateLength"] = state["stateLength"] ?? 0,
            ["found"] = found.DeepClone(),
        };
        return Located(Script.Json(200, new JObject { ["value"] = new JArray(told) }), next, retryAfter);
    }

    private HttpResponseMessage Located(HttpResponseMessage reply, int next, int? retryAfter)
    {
        state["step"] = next;
        state["at"] = now;
        reply.Headers.TryAddWithoutValidation("Location", ProbeQuery.With(asked, StateName, Written(state, fill)));
        if (retryAfter != null) reply.Headers.TryAddWithoutValidation("Retry-After", retryAfter.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return reply;
    }

    // base64url of the JSON, a point, and letters without a meaning that make it long.
    private static string Written(JObject state, int fill)
    {
        state["fill"] = fill;
        var json = Convert.ToBase64String(Encoding.UTF8.GetBytes(state.ToString(Newtonsoft.Json.Formatting.None)));
        return json.TrimEnd('=').Replace('+', '-').Replace('/', '_') + "." + new string('x', fill);
    }

    // Null for a state that did not come back as it was given.
    private static JObject Read(string text)
    {
        try
        {
            var parts = text.Split('.');
            var json = parts[0].Replace('-', '+').Replace('_', '/');
            var bytes = Convert.FromBase64String(json.PadRight((json.Length + 3) / 4 * 4, '='));
            var state = JsonConvert.DeserializeObject<JObject>(Encoding.UTF8.GetString(bytes), new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });
            return parts.Length == 2 && parts[1].Length == (int)state["fill"] ? state : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static string Instant(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
