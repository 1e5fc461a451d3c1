using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

// What a 404 in every form of the path means.
internal enum Missing
{
    Error,
    Empty,
}

// One request to the service, described; only the class Upstream sends it.
internal sealed class ApiRequest
{
    // method: an HTTP verb; path: what follows the base address, begins with "/" and is escaped already.
    public ApiRequest(string method, string path)
    {
        Method = method;
        Path = path;
    }

    public string Method { get; }
    public string Path { get; }

    // The same resource under another path. The service is documented with both, so a 404 tries the other one.
    public string OtherForm { get; set; }

    public QueryText Query { get; } = new QueryText();
    public JToken Body { get; set; }
    public string MediaType { get; set; } = "application/json";
    public Missing Missing { get; set; }

    // How much of a list a poll asks for.
    public Window Window { get; set; }

    // Set when every page of a list is wanted (actions and lookups).
    public Pages AllPages { get; set; }
}

// Paging by two query parameters; a page shorter than its size is the last.
internal sealed class Pages
{
    public Pages(string topParameter, string skipParameter, int size)
    {
        TopParameter = topParameter;
        SkipParameter = skipParameter;
        Size = size;
    }

    public string TopParameter { get; }
    public string SkipParameter { get; }
    public int Size { get; }
}

// The query of a request. A parameter without a value is left out.
internal sealed class QueryText : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> parameters = new List<KeyValuePair<string, string>>();

    public void Add(string name, string value)
    {
        if (value != null) parameters.Add(new KeyValuePair<string, string>(name, value));
    }

    public void Add(string name, decimal? value) => Add(name, value?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Add(string name, bool? value) => Add(name, value == null ? null : value.Value ? "true" : "false");

    // One parameter a value, as the service reads lists.
    public void Add(string name, IEnumerable<string> values)
    {
        foreach (var value in values ?? Enumerable.Empty<string>()) Add(name, value);
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
