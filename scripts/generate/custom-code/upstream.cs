using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

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
