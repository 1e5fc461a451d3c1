using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

// The service behind this connector.
internal sealed class ServiceApi
{
    // baseAddress: without a slash at its end; storageHosts: endings of the hosts that keep its files, with a dot.
    public ServiceApi(string baseAddress, string name, IReadOnlyList<string> storageHosts = null)
    {
        BaseAddress = baseAddress.TrimEnd('/');
        StorageHosts = storageHosts ?? new string[0];
        Name = name;
    }

    public string BaseAddress { get; }
    public IReadOnlyList<string> StorageHosts { get; }
    public string Name { get; }
}

// One operation of the definition, and the code that answers it.
internal sealed class Operation
{
    // path: the template in the definition, with {parameters}.
    public Operation(string id, string path, Func<Call, Task<HttpResponseMessage>> answer)
    {
        Id = id;
        Path = path;
        Answer = answer;
    }

    public string Id { get; }
    public string Path { get; }
    public Func<Call, Task<HttpResponseMessage>> Answer { get; }
    public bool Polling { get; set; }
}

// The way from the platform's request to the operation, and from whatever goes wrong to a JSON answer.
internal static class Dispatch
{
    public static async Task<HttpResponseMessage> Answer(
        IScriptContext context, CancellationToken token, ServiceApi service, IReadOnlyList<Operation> operations)
    {
        // Undocumented but used by certified connectors; read here only, before anything is changed.
        var origin = context.OriginalRequestUri ?? context.Request.RequestUri;
        var operation = Find(operations, context.OperationId);
        if (operation == null)
            return Reply.Error(404, "UnknownOperation", "This connector has no operation \"" + context.OperationId + "\".");
        HttpResponseMessage reply;
        try
        {
            using (var upstream = new Upstream(context, service, token))
            {
                var content = context.Request.Content;
                var body = content == null ? null : await content.ReadAsStringAsync().ConfigureAwait(false);
                reply = await operation.Answer(new Call(operation, origin, context.Request.RequestUri, body, upstream))
                    .ConfigureAwait(false);
            }
        }
        catch (Failure failure)
        {
            reply = failure.ToReply();
        }
        catch (Exception fault)
        {
            reply = Reply.Error(500, "ConnectorFault",
                "The connector itself failed (" + fault.GetType().Name + "): please tell its publisher what you did.");
        }
        // A trigger's answer without a location could make the platform forget the position.
        return operation.Polling && !reply.Headers.Contains("Location") ? Reply.WithLocation(reply, origin) : reply;
    }

    // Some hosts hand the id over in base64, and not always in the definition's casing.
    private static Operation Find(IReadOnlyList<Operation> operations, string id)
    {
        if (string.IsNullOrEmpty(id)) return null;
        return ByName(operations, id) ?? ByName(operations, FromBase64(id));
    }

    private static Operation ByName(IReadOnlyList<Operation> operations, string id) =>
        operations.FirstOrDefault(operation => operation.Id == id)
        ?? operations.FirstOrDefault(operation => string.Equals(operation.Id, id, StringComparison.OrdinalIgnoreCase));

    private static string FromBase64(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
