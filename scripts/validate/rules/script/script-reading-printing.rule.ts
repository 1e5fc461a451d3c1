import { always } from '../../profile';
import { rule } from '../../rule';
import { mention, passOn, scriptWith, withScript } from './script-example';
import { eachMention, type Named } from './script-places';

export const scriptCulture = rule<Named>({
  code: 'script-culture',
  title: 'Fractions and dates are read and printed in a named culture',
  severity: always('information'),
  source: 'documentation of .NET',
  why: 'Without a culture, .NET takes the one of the machine. Where that has a decimal comma, "1.5" is read as fifteen and printed as 1,5, and dates have another order. Which culture the platform has is not documented.',
  page: 'Name it: `CultureInfo.InvariantCulture`, in full `System.Globalization.CultureInfo.InvariantCulture`, since that namespace is not imported. Interpolated strings take it through `FormattableString.Invariant($"…")`. Formats that are the same everywhere (`"o"`, `"s"`, `"yyyy-MM-dd"`) are accepted, and so are whole numbers, logs and messages of exceptions.',
  says: ({ name }) => ({
    what: `The culture of the machine that runs the script decides here: ${name}.`,
    todo: 'Give it System.Globalization.CultureInfo.InvariantCulture.',
  }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(scriptWith(`var price = decimal.Parse("1.5", System.Globalization.CultureInfo.InvariantCulture);\nvar day = DateTime.UnixEpoch.ToString("yyyy-MM-dd");\n${passOn}`))],
    bad: [{
      example: withScript(scriptWith(`var price = decimal.Parse("1.5");\nvar address = $"https://api.shelter.example.com/offers?above={price}";\n${passOn}`), { cultureDependent: [mention('decimal.Parse', 5, 29), mention('decimal in an interpolated string', 6, 71)] }),
      at: ['5:29', '6:71'],
    }],
  }),
  check: ({ report }) => eachMention('cultureDependent', report),
});

export const scriptQueryPrinting = rule<Named>({
  code: 'script-query-printing',
  title: 'A query is not printed by the result of HttpUtility.ParseQueryString',
  severity: always('information'),
  source: 'documentation of .NET',
  why: '.NET Framework prints the letter ü as %u00fc, which is not valid in an address and which many services refuse; newer .NET prints %c3%bc. Which of them runs the script is not documented.',
  says: ({ name }) => ({
    what: `A query that HttpUtility.ParseQueryString made prints itself here: ${name}.`,
    todo: 'Join the parameters yourself, with Uri.EscapeDataString around each name and value.',
  }),
  needs: 'scriptAnalysis',
  examples: () => {
    const parsed = 'var query = HttpUtility.ParseQueryString(Context.Request.RequestUri.Query);\nvar address = new UriBuilder(Context.Request.RequestUri);';
    const end = `Context.Request.RequestUri = address.Uri;\n${passOn}`;
    return {
      good: [withScript(scriptWith(`${parsed}\naddress.Query = string.Join("&", query.AllKeys.Select(name => Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(query[name])));\n${end}`))],
      bad: [{ example: withScript(scriptWith(`${parsed}\naddress.Query = query.ToString();\n${end}`), { queryPrinting: [mention('ToString()', 7, 31)] }), at: ['7:31'] }],
    };
  },
  check: ({ report }) => eachMention('queryPrinting', report),
});

export const scriptFormattingAmbiguity = rule<Named>({
  code: 'script-formatting-ambiguity',
  title: 'Formatting is written with its namespace',
  severity: always('warning'),
  source: 'package validator',
  why: 'Both Newtonsoft.Json and System.Xml have a Formatting, and the platform imports both namespaces, so the compiler can\'t know which one is meant, and the script does not compile.',
  says: ({ name }) => ({
    what: `"${name}" can mean Newtonsoft.Json.Formatting and System.Xml.Formatting.`,
    todo: `Write Newtonsoft.Json.${name}.`,
  }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(scriptWith(`var text = JsonConvert.SerializeObject(new JObject(), Newtonsoft.Json.Formatting.None);\n${passOn}`))],
    bad: [{ example: withScript(scriptWith(`var text = JsonConvert.SerializeObject(new JObject(), Formatting.None);\n${passOn}`), { ambiguousFormatting: [mention('Formatting.None', 5, 63)] }), at: ['5:63'] }],
  }),
  check: ({ report }) => eachMention('ambiguousFormatting', report),
});
