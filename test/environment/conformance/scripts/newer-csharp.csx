public class Script : ScriptBase
{
    private readonly Dictionary<string, string> names = new();

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        names["de"] = "Mitarbeiter";
        string? language = HttpUtility.ParseQueryString(Context.Request.RequestUri.Query)["language"];
        using var response = await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);
        dynamic body = JObject.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false));
        var kind = (int)body.kind switch { 1 or 2 => "early", > 2 => "late", _ => "none" };
        var label = language is not null ? names[language]! : "Employee";
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(new JObject { ["kind"] = kind, ["label"] = label.Doubled(), ["first"] = ((JArray)body.rows).FirstName() }.ToString()) };
    }
}

public static class TextExtensions
{
    public static string Doubled(this string text) => $"{text} {text}";
}

internal static class RowExtensions
{
    public static string FirstName(this JArray rows) => (string)rows.First()["name"];
}
