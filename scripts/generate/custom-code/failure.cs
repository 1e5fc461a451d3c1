using System;
using System.Net.Http;
using Newtonsoft.Json.Linq;

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
