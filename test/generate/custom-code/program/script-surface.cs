using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// As much of the platform's surface as the prelude uses.
public interface IScriptContext
{
    string OperationId { get; }
    HttpRequestMessage Request { get; }
    Uri OriginalRequestUri { get; }
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}

public abstract class ScriptBase
{
    public IScriptContext Context { get; set; }
    public CancellationToken CancellationToken { get; set; }
    public abstract Task<HttpResponseMessage> ExecuteAsync();
}

// Answers from a script of answers: each send takes the first unused one whose "when" is part of the address.
internal sealed class ScriptedContext : IScriptContext
{
    private readonly List<JObject> answers;

    public ScriptedContext(JObject story)
    {
        OperationId = (string)story["operationId"];
        OriginalRequestUri = new Uri((string)story["uri"]);
        Request = new HttpRequestMessage(new HttpMethod((string)story["method"] ?? "GET"),
            (string)story["requestUri"] ?? (string)story["uri"]);
        if (story["body"] != null) Request.Content = new StringContent((string)story["body"], Encoding.UTF8, "application/json");
        foreach (var header in ((JObject)story["headers"] ?? new JObject()).Properties())
            Request.Headers.TryAddWithoutValidation(header.Name, (string)header.Value);
        answers = ((JArray)story["answers"] ?? new JArray()).Cast<JObject>().ToList();
    }

    public string OperationId { get; }
    public HttpRequestMessage Request { get; }
    public Uri OriginalRequestUri { get; }
    public JArray Sent { get; } = new JArray();

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri.OriginalString;
        Sent.Add(new JObject
        {
            ["request"] = request.Method + " " + address,
            ["headers"] = new JObject(request.Headers.Select(header => new JProperty(header.Key, string.Join(", ", header.Value)))),
            ["body"] = request.Content == null ? null : await request.Content.ReadAsStringAsync(),
            ["mediaType"] = request.Content?.Headers.ContentType.MediaType,
        });
        var answer = answers.FirstOrDefault(candidate => candidate["when"] == null || address.Contains((string)candidate["when"]));
        if (answer == null) throw new InvalidOperationException("The story has no answer for " + address);
        answers.Remove(answer);
        switch ((string)answer["fault"])
        {
            case "broken": throw new HttpRequestException("The connection was closed.");
            case "timeout": throw new TaskCanceledException("The request took too long.");
            case "silence":
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
        }
        var response = new HttpResponseMessage((HttpStatusCode)(int)answer["status"]) { RequestMessage = request };
        if (answer["body"] != null)
            response.Content = new StringContent((string)answer["body"], Encoding.UTF8, (string)answer["mediaType"] ?? "application/json");
        foreach (var header in ((JObject)answer["headers"] ?? new JObject()).Properties())
            response.Headers.TryAddWithoutValidation(header.Name, (string)header.Value);
        return response;
    }
}
