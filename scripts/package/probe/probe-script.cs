using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// Answers every operation of the probe by itself: nothing is sent anywhere. It takes no member of the context for
// granted that is not documented, because a member that does not exist would keep the whole script from compiling.
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var original = ProbeContext.Read(Context, "OriginalRequestUri") as Uri;
        var asked = original ?? Context.Request.RequestUri;
        switch (PlainId(Context.OperationId))
        {
            case "TestProbe": return Test();
            case "Describe": return Json(200, Description(original));
            case "DescribeSecured": return Json(200, new JObject { ["keyArrived"] = KeyArrived() });
            case "ReadHeaders": return Headers();
            case "Refuse": return Json(422, Error("Refused", "The probe refuses this call on purpose."));
            case "Throw": throw new InvalidOperationException("The probe throws on purpose.");
            case "Wait": return await Wait(asked).ConfigureAwait(false);
            case "Throttle": return Throttle(asked);
            case "MissingValue": return Json(200, new JObject { ["value"] = Header("x-probe-missing") });
            case "Route":
            case "RouteBelowHost":
            case "HostWithoutScheme": return Json(200, Address(Context.Request.RequestUri));
            case "OnProbe": return ProbeTrigger.Answer(asked, DateTimeOffset.UtcNow);
            default: return Json(404, Error("UnknownOperation", "The probe has no operation \"" + Context.OperationId + "\"."));
        }
    }

    // Plain, or in base64.
    private static string PlainId(string id)
    {
        try
        {
            var plain = Encoding.UTF8.GetString(Convert.FromBase64String(id));
            return plain.All(letter => letter < 128 && char.IsLetter(letter)) ? plain : id;
        }
        catch (FormatException)
        {
            return id;
        }
    }

    // The word "refuse" as key makes the test of a connection fail.
    private HttpResponseMessage Test() =>
        Header("x-probe-key") == "refuse" ? Json(401, Error("Refused", "The probe refuses this key on purpose.")) : Json(200, new JObject { ["works"] = true });

    private JObject Description(Uri original)
    {
        var description = ProbeRuntime.Describe();
        description["operationId"] = Context.OperationId;
        description["originalRequestUri"] = original == null ? null : Masked(original, "/describe");
        description["requestUri"] = Address(Context.Request.RequestUri);
        description["policyHeader"] = Header("x-probe-policy");
        description["keyArrived"] = KeyArrived();
        description["headerNames"] = new JArray(Context.Request.Headers.Select(header => header.Key));
        description["contextType"] = Context.GetType().FullName;
        description["connectionParameters"] = ProbeContext.ConnectionParameters(Context);
        description["createNotificationUri"] = ProbeContext.HasMethod(Context, "CreateNotificationUri");
        return description;
    }

    private bool KeyArrived() => Header("x-probe-key") != null;

    // Response policies change the first header, and copy the second into a third. The Location is the backend's, and
    // nothing follows it, because the status is not 202.
    private HttpResponseMessage Headers()
    {
        var reply = Json(200, new JObject { ["answered"] = true });
        reply.Headers.TryAddWithoutValidation("x-probe-order", "code");
        reply.Headers.TryAddWithoutValidation("x-probe-side", "response");
        var address = Context.Request.RequestUri;
        reply.Headers.TryAddWithoutValidation("Location", address.GetLeftPart(UriPartial.Path));
        return reply;
    }

    // Real time, whatever the token of the call says: only so the platform's own limit shows.
    private static async Task<HttpResponseMessage> Wait(Uri asked)
    {
        var seconds = int.Parse(ProbeQuery.Value(asked, "seconds") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(TimeSpan.FromSeconds(seconds)).ConfigureAwait(false);
        return Json(200, new JObject { ["waited"] = seconds });
    }

    // 429 until an instant that the flow gives, since the probe remembers nothing.
    private static HttpResponseMessage Throttle(Uri asked)
    {
        var until = DateTimeOffset.Parse(ProbeQuery.Value(asked, "until") ?? "", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
        if (DateTimeOffset.UtcNow >= until) return Json(200, new JObject { ["passed"] = true });
        var reply = Json(429, Error("TooManyRequests", "The probe asks for patience on purpose."));
        reply.Headers.TryAddWithoutValidation("Retry-After", "60");
        return reply;
    }

    private string Header(string name) =>
        Context.Request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    private static JObject Address(Uri uri) => new JObject { ["scheme"] = uri.Scheme, ["host"] = uri.Host, ["path"] = uri.AbsolutePath };

    // The form of the platform's address without what names a tenant, an environment, or a connection.
    private static JObject Masked(Uri uri, string operationPath)
    {
        if (!uri.IsAbsoluteUri) return new JObject { ["absolute"] = false };
        var path = uri.AbsolutePath;
        var ends = path.EndsWith(operationPath, StringComparison.OrdinalIgnoreCase);
        var before = ends ? path.Substring(0, path.Length - operationPath.Length) : path;
        var shown = before.Split('/').Select(part => part.Length == 0 || part == "apim" ? part : "*");
        return new JObject
        {
            ["absolute"] = true,
            ["scheme"] = uri.Scheme,
            ["hostEnding"] = string.Join(".", uri.Host.Split('.').Reverse().Take(2).Reverse()),
            ["path"] = string.Join("/", shown) + (ends ? operationPath : ""),
            ["query"] = new JArray(ProbeQuery.Names(uri)),
        };
    }

    internal static HttpResponseMessage Json(int status, JToken body) => new HttpResponseMessage((HttpStatusCode)status)
    {
        Content = new StringContent(body.ToString(Newtonsoft.Json.Formatting.None), Encoding.UTF8, "application/json"),
    };

    internal static JObject Error(string code, string message) => new JObject { ["error"] = new JObject { ["code"] = code, ["message"] = message } };
}
