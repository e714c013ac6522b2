#ifndef APPLY_WAIT_H
#define APPLY_WAIT_H

#include "apply/execution.h"

/*
 * Steps of a plan.  The tunnels that were changed in place, and the BGP
 * sessions that were up, have the site file's "confirm" seconds to come back.
 * Each tunnel or session that does not is reported.  If there are too many,
 * the step fails.
 */
enum outcome wait_tunnels(struct execution *e, struct step *step);
enum outcome wait_sessions(struct execution *e, struct step *step);

/*
 * Waits until the sessions that the change starts are up and their routes have
 * had time to arrive.  Meanwhile, checks that the host keeps its routes to its
 * neighbours.  Part of a STEP_HEALTH.
 */
enum outcome wait_ways(struct execution *e);

#endif
