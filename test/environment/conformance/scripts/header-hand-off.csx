// Policies leave the connection's keys in headers; the script exchanges them for a token and sends them no further.
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var headers = Context.Request.Headers;
        var exchange = new HttpRequestMessage(HttpMethod.Post, new Uri(Context.Request.RequestUri, "/auth"));
        exchange.Headers.Add("x-access-key", headers.GetValues("x-access-key").First());
        exchange.Headers.Add("x-secret-key", headers.GetValues("x-secret-key").First());
        var granted = await Context.SendAsync(exchange, CancellationToken).ConfigureAwait(false);
        if (!granted.IsSuccessStatusCode) return granted;
        headers.Remove("x-access-key");
        headers.Remove("x-secret-key");
        headers.Add("x-token", (string)JObject.Parse(await granted.Content.ReadAsStringAsync().ConfigureAwait(false))["token"]);
        return await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);
    }
}
