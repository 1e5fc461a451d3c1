/** The sample flows. The first two are scenarios of the product documentation; together they use every trigger and every public action. */
import { checkRefreshedRows } from './check-refreshed-rows';
import { mailDataOwners } from './mail-data-owners';
import { mailStatusReport } from './mail-status-report';
import { postFailedDataSource } from './post-failed-data-source';
import { postUnifiedCustomers } from './post-unified-customers';
import { promoteMembers } from './promote-members';
import { stopAfterFailedUnification } from './stop-after-failed-unification';
import { switchCampaignSegment } from './switch-campaign-segment';

export const flows = [
  postFailedDataSource, mailDataOwners, checkRefreshedRows, switchCampaignSegment, mailStatusReport, postUnifiedCustomers, stopAfterFailedUnification, promoteMembers,
];
