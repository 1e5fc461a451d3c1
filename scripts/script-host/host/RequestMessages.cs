using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Konektor.ScriptHost;

/// <summary>Between .NET's HTTP messages and the plain lists of a frame.</summary>
internal static class RequestMessages
{
    /// <summary>What .NET counts among the content's headers although the name doesn't say so.</summary>
    private static readonly string[] OtherContentHeaders = { "allow", "expires", "last-modified" };

    /// <summary>
    /// A request from a method, an absolute URI, headers and a body. It always has a content, if only an empty one: a
    /// certified script that all operations go through reads it on a GET without looking whether it is there.
    /// Content-* headers go to the content, where .NET keeps them. Content-Length and Transfer-Encoding are left out: they
    /// follow from the body. Throws UriFormatException, or FormatException for a header that HTTP doesn't allow.
    /// </summary>
    public static HttpRequestMessage Request(string method, string uri, IEnumerable<(string Name, string Value)> headers, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(uri, UriKind.Absolute)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers) Add(name, value, request.Headers, request.Content.Headers);
        return request;
    }

    /// <summary>A response from a status, headers and a body, by the same rules as <see cref="Request"/>.</summary>
    public static HttpResponseMessage Response(int status, string? reason, IEnumerable<(string Name, string Value)> headers, byte[] body)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        if (reason is not null) response.ReasonPhrase = reason;
        foreach (var (name, value) in headers) Add(name, value, response.Headers, response.Content.Headers);
        return response;
    }

    /// <summary>
    /// A copy with a content of its own. .NET refuses to send one message twice, but the platform's SendAsync takes it
    /// again, and a third of the published scripts rely on that. What was removed from the original stays removed.
    /// </summary>
    public static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage original, CancellationToken cancellationToken)
    {
        var copy = new HttpRequestMessage(original.Method, original.RequestUri) { Version = original.Version };
        foreach (var (name, values) in original.Headers.NonValidated) copy.Headers.TryAddWithoutValidation(name, values);
        if (original.Content is not { } content) return copy;
        await content.LoadIntoBufferAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        var body = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        // The empty content that every request has is not sent: no GET goes out with a Content-Length.
        if (body.Length == 0 && content.Headers.NonValidated.All(header => IsLength(header.Key))) return copy;
        copy.Content = new ByteArrayContent(body);
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            if (!IsLength(name)) copy.Content.Headers.TryAddWithoutValidation(name, values);
        }
        return copy;
    }

    /// <summary>Headers of a message and its content as [name, value] pairs, without those that the body implies: one pair a value, but one in all where HTTP has no list of them.</summary>
    public static void WriteHeaders(Utf8JsonWriter writer, HttpHeaders headers, HttpContent? content)
    {
        writer.WriteStartArray("headers");
        foreach (var (name, values) in content is null ? headers.NonValidated : headers.NonValidated.Concat(content.Headers.NonValidated))
        {
            if (IsLength(name)) continue;
            foreach (var value in Lines(values))
            {
                writer.WriteStartArray();
                writer.WriteStringValue(name);
                writer.WriteStringValue(value);
                writer.WriteEndArray();
            }
        }
        writer.WriteEndArray();
    }

    /// <summary>
    /// .NET keeps the products of a User-Agent and the parts of a Cookie apart, and sends them as one line with blanks or
    /// semicolons between; only values that a comma joins may as well stand in lines of their own.
    /// </summary>
    private static IEnumerable<string> Lines(HeaderStringValues values)
    {
        var sent = values.ToString();
        return values.Count > 1 && sent != string.Join(", ", values) ? new[] { sent } : values;
    }

    private static void Add(string name, string value, HttpHeaders headers, HttpHeaders ofContent)
    {
        if (IsLength(name)) return;
        if (headers.TryAddWithoutValidation(name, value)) return;
        // The message refuses the headers that belong to the content, and those that can't be sent at all.
        var isOfContent = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || Array.IndexOf(OtherContentHeaders, name.ToLowerInvariant()) >= 0;
        if (!isOfContent || !ofContent.TryAddWithoutValidation(name, value)) throw new FormatException($"HTTP does not allow the header '{name}' with this value.");
    }

    private static bool IsLength(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}
