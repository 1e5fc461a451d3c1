// The service calls an operation of the connector's own, which turns XML into JSON and calls the flow.
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        switch (Context.OperationId)
        {
            case "CreateHook": return await Subscribe().ConfigureAwait(false);
            case "WebhookResponse": return await PassOn().ConfigureAwait(false);
            default: return await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> Subscribe()
    {
        var body = JObject.Parse(await Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false));
        var own = Context.CreateNotificationUri("/webhook_response?flow=" + Convert.ToBase64String(Encoding.UTF8.GetBytes((string)body["url"])).Replace('+', '-').Replace('/', '_').TrimEnd('='));
        body["url"] = own.AbsoluteUri;
        Context.Request.Content = CreateJsonContent(body.ToString());
        var response = await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) return response;
        var id = (string)JObject.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false))["connectId"];
        response.Headers.Location = new Uri(Context.OriginalRequestUri.GetLeftPart(UriPartial.Path) + "/" + id);
        return response;
    }

    private async Task<HttpResponseMessage> PassOn()
    {
        var flow = HttpUtility.ParseQueryString(Context.Request.RequestUri.Query)["flow"].Replace('-', '+').Replace('_', '/');
        var callback = Encoding.UTF8.GetString(Convert.FromBase64String(flow + new string('=', (4 - flow.Length % 4) % 4)));
        var document = new XmlDocument();
        document.LoadXml(await Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false));
        var message = new HttpRequestMessage(HttpMethod.Post, callback) { Content = CreateJsonContent(JsonConvert.SerializeXmlNode(document.DocumentElement, 0, true)) };
        var answer = await Context.SendAsync(message, CancellationToken).ConfigureAwait(false);
        return new HttpResponseMessage(answer.IsSuccessStatusCode ? HttpStatusCode.OK : HttpStatusCode.BadGateway);
    }
}
