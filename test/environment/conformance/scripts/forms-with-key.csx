// The key is read from the request as it was authenticated, and the flow's address is decoded before the service gets it.
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var key = Context.Request.Headers.GetValues("x-api-key").Single();
        var body = JObject.Parse(await Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false));
        body["url"] = HttpUtility.UrlDecode((string)body["url"]);
        body["customer"] = key.Split('-')[0];
        Context.Request.Content = CreateJsonContent(body.ToString());
        var response = await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);
        var id = (int)JObject.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false))["id"];
        response.Headers.Location = new Uri(Context.OriginalRequestUri + "/" + id);
        return response;
    }
}
