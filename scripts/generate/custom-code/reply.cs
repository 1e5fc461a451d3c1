using System;
using System.Net;
using System.Net.Http;
using System.Text;
using Newtonsoft.Json.Linq;

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
