/** The terms of the platform that rules use, each explained for somebody who has never built a connector. */
export interface Term {
  readonly name: string;
  readonly means: string;
}

interface KnownTerm extends Term {
  readonly mention: RegExp;
}

const term = (name: string, mention: RegExp, means: string): KnownTerm => ({ name, mention, means });

/** In the order in which a page explains them: what a term's explanation uses comes before it. */
const known: readonly KnownTerm[] = [
  term('maker', /\bmakers?\b/i, 'a person who builds flows or apps with the connector.'),
  term('designer', /\bdesigners?\b/i, 'the screen of Power Automate, Logic Apps or Power Apps on which makers pick operations and fill in their fields.'),
  term('import', /\b(at|the|on) import\b|\bis imported\b/i, 'loading the files into an environment of the Power Platform, where they become a custom connector.'),
  term('certification', /\bcertif(y|ies|ied|ication)\b/i, 'Microsoft\'s check of a submitted connector before it is offered to everybody.'),
  term('reviewer', /\breviewers?\b/i, 'the person at Microsoft who looks at a submitted connector and sends it back when something is missing.'),
  term('Microsoft\'s validator', /\bMicrosoft's (own )?validator\b/, 'the automatic check of a submitted connector; Microsoft\'s command line `paconn validate` calls it, too.'),
  term('check of the properties', /\bcheck of the properties\b/, 'the automatic check of apiProperties.json that runs on a submitted connector.'),
  term('paconn', /\bpaconn\b|\bMicrosoft's command line\b/i, 'Microsoft\'s command-line tool that creates, updates and checks custom connectors.'),
  term('wizard', /\bwizard\b/i, 'the pages of Power Automate and Power Apps on which custom connectors are made by hand.'),
  term('verified publisher', /\bverified publishers?\b/i, 'a company that submits a connector for its own service.'),
  term('independent publisher', /\bindependent publishers?\b/i, 'somebody who submits a connector for a service that somebody else owns.'),
  term('definition', /\bthe definition\b|\bdefinition (names|says|has)\b/i, 'the file apiDefinition.swagger.json, which describes the operations in Swagger 2.0.'),
  term('properties', /\bthe properties (name|say|of a connector)\b|\bapiProperties\.json\b/i, 'the file apiProperties.json beside the definition: how makers connect, who publishes the connector, which policies it has.'),
  term('scheme', /\bschemes?\b/i, 'the first part of a web address: https or http.'),
  term('operation', /(?<!IT |Supported )\boperations?\b/i, 'one thing that the connector can do: a method such as GET under a path of the definition. Makers see it as an action or a trigger.'),
  term('internal', /\binternal (operation|input|propert|field)|\bis internal\b|\bMake it internal\b|\bit internal\b/i, 'marked with `"x-ms-visibility": "internal"`: the platform uses it, makers do not see it.'),
  term('trigger', /\btriggers?\b/i, 'an operation that starts a flow.'),
  term('polling trigger', /\bpolling trigger|\b(to|each|next) poll\b/i, 'a trigger that the platform calls again and again to ask for news.'),
  term('webhook', /\bwebhooks?\b/i, 'a trigger that gives the service a web address of the flow once (it subscribes); the service calls that address whenever something happens.'),
  term('batch trigger', /\bbatch\b/i, 'a trigger that answers with a list of events; a single trigger answers with one.'),
  term('connection', /\bconnections?\b/i, 'what a maker sets up once for a service, with a key or a sign-in; flows then use it.'),
  term('connection parameter', /\bconnection parameters?\b|\bconnectionParameters?\b/i, 'a value that makers enter when they make a connection, such as a key or a region.'),
  term('parameter set', /\bparameter sets?\b|\bconnectionParameterSets\b/i, 'one of several ways to connect that makers choose from, each with its own connection parameters.'),
  term('securestring', /\bsecurestring\b/i, 'the type of a connection parameter that is stored encrypted and shown to nobody.'),
  term('policy', /(?<!privacy |certification )\bpolic(y|ies)\b/i, 'a step in apiProperties.json that changes each request or answer on its way, for instance sets a header. Each is made from one of Microsoft\'s templates.'),
  term('custom code', /\bcustom code\b|\bscripts?\b/i, 'a C# file, script.csx, that the platform runs on each request of the connector.'),
  term('gateway', /\bon-premises (data )?gateway\b/i, 'a program in a company\'s own network through which the platform reaches services there.'),
  term('extension', /(?<!\.)\bextensions?\b(?! method)/i, 'a key that begins with x-, most often with x-ms-: what Microsoft adds to Swagger for designers and for the platform.'),
  term('visibility', /\bvisibilit(y|ies)\b/i, 'the value of `x-ms-visibility`: important is shown first, advanced behind "show more", internal not at all.'),
  term('dynamic extension', /\bdynamic extension\b|\bx-ms-dynamic\b|\bdrop-down\b/i, 'an `x-ms-dynamic-…` key: it names an operation that the designer calls to fill a drop-down or to learn which fields there are.'),
  term('input', /\binputs?\b/i, 'a value that an operation takes: a parameter, or a property of its body.'),
  term('expression', /\bexpressions? (can|to)\b|\bneed expressions\b|\bin expressions\b/i, 'a formula that makers write into a field of a flow.'),
  term('enum', /\benum\b/i, 'the list of the only values that are allowed.'),
  term('reference', /\$ref\b|\breference (to a (parameter|response|schema)|that leads|has the form|is replaced)|\b(a|one|no|every) reference\b(?! in| names| that fits| to an input| to a property| is the name)/i, 'a pointer in place of the thing itself, such as `{ "$ref": "#/definitions/Animal" }`.'),
  term('reference to an input', /\bparameterReference\b|\breferences? (in a dynamic|to (an input|a property)|that fits)/i, 'in a dynamic extension: the name of another input of the same operation, whose value is passed on.'),
  term('schema', /\bschemas?\b/i, 'the description of a value: its type, and of an object its properties.'),
  term('media type', /\bmedia types?\b/i, 'the name of a format as web servers know it, such as application/json.'),
  term('family and revision', /\bfamil(y|ies)\b|\brevisions?\b/i, 'operations that are versions of each other have the same `family` in their `x-ms-api-annotation` and count their versions by `revision`.'),
  term('deprecated', /\bdeprecated\b/i, 'marked with `"deprecated": true`: flows that have it go on working, new ones are not offered it.'),
  term('OAuth', /\bOAuth\b|\boauth2\b|\bsign-in\b/i, 'a sign-in on a page of the service itself; the platform gets a token afterwards and never sees the password.'),
  term('identity provider', /\bidentity ?providers?\b/i, 'the server that signs people in and hands out tokens.'),
  term('scope', /\bscopes?\b/i, 'one permission that a sign-in asks for, such as reading mail.'),
  term('redirect address', /\bredirect (address|mode)|\bredirectMode\b/i, 'the page to which the identity provider sends a maker back after the sign-in; it has to be registered there.'),
  term('client id and client secret', /\bclient (id|secret)s?\b|\bclientSecret\b/i, 'name and password of your application at the identity provider.'),
  term('tenant', /\btenants?\b/i, 'an organisation\'s own part of Microsoft Entra ID, where its people have their accounts.'),
  term('readme', /\breadme\b/i, 'the file readme.md beside the definition.'),
];

/** The terms that a text uses. */
export const termsOf = (text: string): readonly Term[] => known.filter(({ mention }) => mention.test(text)).map(({ name, means }) => ({ name, means }));
