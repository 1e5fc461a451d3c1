using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// Tells once, by its trigger, as whom a connection has signed in. The token itself goes nowhere.
public class Script : ScriptBase
{
    public override Task<HttpResponseMessage> ExecuteAsync() => Task.FromResult(Answer());

    private HttpResponseMessage Answer()
    {
        var asked = Context.OriginalRequestUri;
        if (ProbeQuery.Value(asked, "triggerState") != null) return Located(new HttpResponseMessage(HttpStatusCode.Accepted), asked);
        var told = new JObject { ["value"] = new JArray(SignIn()) };
        return Located(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(told.ToString(Newtonsoft.Json.Formatting.None), Encoding.UTF8, "application/json"),
        }, asked);
    }

    private static HttpResponseMessage Located(HttpResponseMessage reply, Uri asked)
    {
        reply.Headers.TryAddWithoutValidation("Location", ProbeQuery.With(asked, "triggerState", "told"));
        return reply;
    }

    private JObject SignIn()
    {
        var header = Context.Request.Headers.Authorization;
        var claims = header == null ? null : Claims(header.Parameter ?? "");
        return new JObject
        {
            ["scheme"] = header?.Scheme ?? "none",
            // Tokens of people name the scopes they were granted; those of applications have none.
            ["kind"] = claims == null ? "unreadable" : claims["scp"] == null ? "application" : "user",
            ["audience"] = (string)claims?["aud"] ?? "",
        };
    }

    // The second part of a JSON web token; null for any other text.
    private static JObject Claims(string token)
    {
        try
        {
            var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
            return JObject.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='))));
        }
        catch (Exception)
        {
            return null;
        }
    }
}
