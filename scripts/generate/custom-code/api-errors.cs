using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

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
