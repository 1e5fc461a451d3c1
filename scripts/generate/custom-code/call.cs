using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// One call of an operation: its inputs, and the way to the service.
internal sealed class Call
{
    private readonly Dictionary<string, string> parameters;
    private readonly string body;

    public Call(Operation operation, Uri origin, Uri address, string body, Upstream upstream)
    {
        Operation = operation;
        Origin = origin;
        Upstream = upstream;
        this.body = body;
        parameters = Address.PathParameters(operation.Path, address)
            ?? Address.PathParameters(operation.Path, origin)
            ?? new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Address.QueryParameters(address))
            if (pair.Key != Address.StateParameter && !parameters.ContainsKey(pair.Key)) parameters[pair.Key] = pair.Value;
    }

    public Operation Operation { get; }

    // The address at which the platform called this connector; the service's address is another one.
    public Uri Origin { get; }

    public Upstream Upstream { get; }

    // Path and query parameters by name, decoded, without the state of a trigger.
    public IReadOnlyDictionary<string, string> Parameters => parameters;

    // The service's clock at its last answer; null before the first.
    public DateTimeOffset? Now => Upstream.LastDate;

    // A parameter's text; null when it is absent or blank.
    public string Text(string name) =>
        parameters.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    // True when any of the parameters is absent or blank: a lookup then has nothing to ask for yet.
    public bool Lacks(params string[] names) => names.Any(name => Text(name) == null);

    // Refuses the call, by name, when one of the parameters is absent or blank.
    public void Require(params string[] names)
    {
        foreach (var name in names)
            if (Text(name) == null) throw Failure.Refused("The value of " + name + " is empty. Choose or type one.");
    }

    public decimal? Number(string name)
    {
        var text = Text(name);
        if (text == null) return null;
        return Value.ParseNumber(text) is decimal number
            ? number
            : throw Failure.Refused("The value of " + name + " is not a number: use digits and, for a fraction, a point.");
    }

    public bool? Flag(string name)
    {
        var text = Text(name);
        if (text == null) return null;
        return bool.TryParse(text, out var flag)
            ? flag
            : throw Failure.Refused("The value of " + name + " is neither true nor false.");
    }

    // A time without a zone is UTC.
    public DateTimeOffset? Instant(string name)
    {
        var text = Text(name);
        if (text == null) return null;
        return Value.ParseInstant(text) is DateTimeOffset instant
            ? instant
            : throw Failure.Refused("The value of " + name + " is not a date and time: use a form such as 2024-05-01T08:00:00Z.");
    }

    // The request's JSON body; null when it has none.
    public JToken Body()
    {
        if (string.IsNullOrWhiteSpace(body)) return null;
        return Json.TryParse(body, out var value) ? value : throw Failure.Refused("The body of the request is not JSON.");
    }

    // The body of the service's answer; null when it has none. Throws what the caller is to be told otherwise.
    public async Task<JToken> Send(ApiRequest request) => request.AllPages == null
        ? Upstream.Body(request, await SendRaw(request).ConfigureAwait(false))
        : await AllPages(request, request.AllPages).ConfigureAwait(false);

    // The service's answer whatever its status, for code that has to see status and headers.
    public Task<ApiAnswer> SendRaw(ApiRequest request) => Upstream.SendEitherForm(request, new PathForms(0), 0);

    // A file from the service's storage, without credentials.
    public Task<HttpResponseMessage> Fetch(Uri address, IEnumerable<KeyValuePair<string, string>> headers = null) =>
        Storage.Fetch(Upstream, address, headers);

    // The absolute address of another operation of this connector. path: escaped, may have a query.
    public Uri Self(string path) => Address.Sibling(Origin, Operation.Path, path);

    private async Task<JToken> AllPages(ApiRequest request, Pages pages)
    {
        var forms = new PathForms(0);
        JToken first = null;
        JArray all = null;
        JToken former = null;
        for (var skip = 0; ; skip += pages.Size)
        {
            var answer = Upstream.Body(request, await Upstream.SendEitherForm(request, forms, 0,
                Parameter(pages.TopParameter, pages.Size), Parameter(pages.SkipParameter, skip)).ConfigureAwait(false));
            var page = Json.Records(answer);
            if (first == null)
            {
                if (page == null) return answer;
                first = answer;
                all = page;
                former = page.FirstOrDefault()?.DeepClone();
                if (page.Count < pages.Size) return first;
                continue;
            }
            // A service that ignores the skip parameter sends its first page for ever.
            if (page == null || page.Count == 0 || JToken.DeepEquals(page[0], former)) return first;
            former = page[0].DeepClone();
            foreach (var record in page) all.Add(record);
            if (page.Count < pages.Size) return first;
        }
    }

    private static KeyValuePair<string, string> Parameter(string name, int value) =>
        new KeyValuePair<string, string>(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
