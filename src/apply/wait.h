#ifndef APPLY_WAIT_H
#define APPLY_WAIT_H

#include "apply/execution.h"

/*
 * Steps of a plan: the tunnels that were changed in place, and the BGP
 * sessions that were up, have the site file's "confirm" seconds to come back.
 * Each that does not is reported; when they are too many, it is a failure.
 */
enum outcome wait_tunnels(struct execution *e, struct step *step);
enum outcome wait_sessions(struct execution *e, struct step *step);

/*
 * Until the sessions that the change starts are up, and their routes had a
 * moment to come: does the host keep its way to its neighbours?  Part of a
 * STEP_HEALTH.
 */
enum outcome wait_ways(struct execution *e);

#endif
