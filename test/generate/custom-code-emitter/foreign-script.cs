public class Script : ScriptBase
{
    private static readonly ServiceApi Service = new ServiceApi("https://parcels.example.com/v2", name: "Parcel Office");

    private static readonly Operation[] Operations =
    {
        new Operation("OnDelivered", "/trigger/delivered", OnDelivered) { Polling = true },
        new Operation("OnFull", "/trigger/full", OnFull) { Polling = true },
        new Operation("create-parcel", "/cities/{city}/new/{size}", CreateParcel),
        new Operation("ListParcels", "/lookup/parcels", ListParcels),
        new Operation("Track", "/track", Tracking.Answer),
    };

    public override Task<HttpResponseMessage> ExecuteAsync() => Dispatch.Answer(Context, CancellationToken, Service, Operations);

    // When a parcel is delivered
    private static Task<HttpResponseMessage> OnDelivered(Call call) => Polling.Answer(call, new NewItems
    {
        Read = new ApiRequest("GET", "/cities/" + Address.Part(call.Text("city")) + "/routes")
        {
            OtherForm = "/v0/" + Address.Part(call.Text("city")) + "/routes",
            Query = { { "top", "50" } },
        },
        Also =
        {
            { "depot", new ApiRequest("GET", "/cities/" + Address.Part(call.Text("city")) + "/depot") },
        },
        Items = within => Value.List(within, "parcels"),
        Where = (item, within) => IsDelivered(item),
        Id = (item, within) => Value.Text(item, "id"),
        At = (item, within) => Value.Instant(item, "deliveredAt"),
        Keep = (item, within, also) => Value.Flag(also["depot"], "isOpen") == true && Value.Number(item, "weight") > 0.5m,
        Event = (item, within, also, historyIncomplete) => Value.Object(
            ("id", Value.Text(item, "id")),
            ("route", Value.Text(within, "routeId")),
            ("depot", Value.Text(also["depot"], "name")),
            ("note", $"Parcel {Value.Print(Value.Text(item, "id"))} weighs {Value.Print(Value.Number(item, "weight"))}."),
            ("complete", (bool?)(historyIncomplete == false))),
    });

    // When a depot is full
    private static Task<HttpResponseMessage> OnFull(Call call) => Polling.Answer(call, new Crossing
    {
        Read = new ApiRequest("GET", "/cities/" + Address.Part(call.Text("city")) + "/depot")
        {
            Window = Window.Days("days", 2, 30),
        },
        Refuse = answer =>
            Value.Flag(answer, "isOpen") == false
                ? "The depot is closed." : null,
        Source = answer => answer,
        Series = source => Value.List(source, "load"),
        At = point => Value.Instant(point, "at"),
        Measure = point => Value.Number(point, "share"),
        Threshold = call.Number("limit"),
        Direction = "either",
        Event = crossed => Value.Object(
            ("depot", Value.Text(crossed.Source, "name")),
            ("share", Value.Json(crossed.Value)),
            ("change", Value.Json(crossed.Value - crossed.PreviousValue)),
            ("at", Value.Print(crossed.At)),
            ("isRise", crossed.Rising)),
    });

    // Send a parcel
    private static async Task<HttpResponseMessage> CreateParcel(Call call)
    {
        call.Require("city", "size");
        var answer = await call.Send(new ApiRequest("POST", "/cities/" + Address.Part(call.Text("city")) + "/parcels/" + Address.Part(call.Number("size")?.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            Query = { { "express", call.Flag("express") } },
            Body = Value.Object(
                ("label", Value.Text(call.Body(), "label") ?? "none"),
                ("size", Value.Json(call.Number("size")))),
            Missing = Missing.Empty,
        }).ConfigureAwait(false);
        if (!Value.Present(Value.Text(answer, "id"))) return Reply.Error(400, "Refused", "It was lost.");
        return Reply.Json(201, Value.Object(
            ("id", Value.Text(answer, "id")),
            ("weight", Value.Json(Value.Number(answer, "weight")))));
    }

    // List parcels
    private static async Task<HttpResponseMessage> ListParcels(Call call)
    {
        if (call.Lacks("city")) return Reply.Ok(Value.Object(("value", new JArray())));
        var answer = await call.Send(new ApiRequest("GET", "/cities/" + Address.Part(call.Text("city")) + "/routes")
        {
            OtherForm = "/v0/" + Address.Part(call.Text("city")) + "/routes",
            Query = { { "top", "1000" }, { "open", "true" } },
        }).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("value", Value.Array(Value.SortByText(Value.Select(Value.Items(answer), route => Value.Object(
                ("id", Value.Text(route, "routeId")),
                ("title", $"{Value.Print(Value.Count(Value.Where(Value.List(route, "parcels"), parcel => IsDelivered(parcel))))} delivered"))), route => Value.Text(route, "title"))))));
    }

    private static bool IsDelivered(JToken parcel) =>
        Value.Is(Value.Text(parcel, "state"), "delivered", "collected");
}
