// The host is the one that a policy put into the address; a list that a policy made is sent item by item to that host.
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var body = JObject.Parse(await Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false));
        var made = new JArray();
        foreach (var party in (JArray)body["parties"])
        {
            var message = new HttpRequestMessage(HttpMethod.Post, $"https://{Context.Request.RequestUri.Host}/api/contracts/{body["contract"]}/parties") { Content = CreateJsonContent(party.ToString()) };
            var answer = await Context.SendAsync(message, CancellationToken).ConfigureAwait(false);
            made.Add((int)answer.StatusCode);
        }
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(new JObject { ["made"] = made }.ToString()) };
    }
}
