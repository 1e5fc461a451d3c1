import assert from 'node:assert/strict';
import { apiPath, connectorLogicalName, encodedTitle, isInternalId, placeholderInternalId, uniqueNameOf, workflowFileName } from '../../../scripts/package/solution/names';

// Titles, prefixes and the names that the platform gave them, read off exported solutions.
describe('names in solutions', () => {
  it('logical names of connectors', () => {
    assert.deepEqual([connectorLogicalName('cttech', 'CT Contract'), connectorLogicalName('cttech', 'CT Contract Search'), connectorLogicalName('cre80', 'Kursy walut NBP'), connectorLogicalName('contoso', 'Customer Insights')],
      ['cttech_5Fct-20contract', 'cttech_5Fct-20contract-20search', 'cre80_5Fkursy-20walut-20nbp', 'contoso_5Fcustomer-20insights']);
  });
  it('hexadecimal digits are capital letters there, and a letter beyond ASCII is its bytes', () => {
    assert.deepEqual([encodedTitle('MCP-Server-for_X'), encodedTitle('Łódź')], ['mcp-2Dserver-2Dfor-5Fx', '-C5-82-C3-B3d-C5-BA']);
  });
  it('internal ids: the placeholder has the form of a real one', () => {
    const real = 'shared_cre80-5fkursy-20walut-20nbp-5f9f745961df205669';
    const made = placeholderInternalId('cre80', 'Kursy walut NBP');
    assert.equal(made, 'shared_cre80-5fkursy-20walut-20nbp-5f0000000000000000');
    assert.equal(made.replace(/[0-9a-f]{16}$/, ''), real.replace(/[0-9a-f]{16}$/, ''));
    assert.deepEqual([real, made, 'shared_sharepointonline'].map(isInternalId), [true, true, false]);
    assert.equal(apiPath('shared_office365'), '/providers/Microsoft.PowerApps/apis/shared_office365');
  });
  it('files of flows', () => {
    assert.deepEqual([
      workflowFileName('Flow dla konektora kursów walut', '8fde32d5-cf10-ed11-b83d-000d3ada9e5f'),
      workflowFileName('Flow - Create SharePoint Group and Ensure Users as Members', '2578e499-0be1-ec11-bb3c-000d3a233a82'),
      workflowFileName('SharePoint Hide folders in document library view', '096175f7-d8bc-ed11-83fe-00224807864e'),
    ], [
      'Flowdlakonektorakurswwalut-8FDE32D5-CF10-ED11-B83D-000D3ADA9E5F.json', 'Flow-CreateSharePointGroupandEnsureUsersasMembers-2578E499-0BE1-EC11-BB3C-000D3A233A82.json',
      'SharePointHidefoldersindocumentlibraryview-096175F7-D8BC-ED11-83FE-00224807864E.json',
    ]);
  });
  it('unique names', () => {
    assert.deepEqual(['Customer Insights Automation', 'Čapek & Söhne', '365 Days'].map(uniqueNameOf), ['CustomerInsightsAutomation', 'CapekSohne', 'Days']);
    assert.throws(() => uniqueNameOf('株式会社'), { code: 'xml-shape' });
  });
});
