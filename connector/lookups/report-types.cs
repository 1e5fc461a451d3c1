using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// What the status report can be about: a part of the system, and the operation types that belong to it.
internal static class ReportTypes
{
    internal sealed class ReportType
    {
        public ReportType(string id, string title, params string[] operations)
        {
            Id = id;
            Title = title;
            Operations = operations;
        }

        public string Id { get; }
        public string Title { get; }

        // Empty: everything.
        public IReadOnlyList<string> Operations { get; }

        public bool Covers(string operationType) =>
            Operations.Count == 0 || Operations.Contains(operationType, StringComparer.OrdinalIgnoreCase);
    }

    private static readonly ReportType[] All =
    {
        new ReportType("dataSources", "Data sources", "ingestion", "dataPreparation"),
        new ReportType("enrichments", "Enrichments", "enrichment", "preEnrichment"),
        new ReportType("everything", "Everything"),
        new ReportType("exports", "Exports", "export"),
        new ReportType("measures", "Measures", "measures", "attributeMeasures", "entityMeasures"),
        new ReportType("segments", "Segments", "segmentation", "segmentMembership"),
        new ReportType("unification", "Unification", "map", "match", "merge"),
    };

    internal static Task<HttpResponseMessage> Answer(Call call) => Task.FromResult(Reply.Ok(Value.Object(
        ("value", new JArray(All.Select(type => Value.Object(("id", type.Id), ("title", type.Title))))))));

    // Throws a refusal that lists what there is.
    internal static ReportType Named(string id) =>
        All.FirstOrDefault(type => string.Equals(type.Id, id, StringComparison.OrdinalIgnoreCase))
        ?? throw Failure.Refused("There is no report type \"" + id + "\". Choose one of "
            + string.Join(", ", All.Select(type => type.Id)) + ".");
}
