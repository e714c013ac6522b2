#ifndef BIRDFEED_BGP_SESSION_H
#define BIRDFEED_BGP_SESSION_H

#include "render/bgp-option.h"
#include "stream/fragout.h"

extern const struct bgp_kind bgp_peer;		    /* a tunnelled peer's */
extern const struct bgp_kind bgp_peer_any_first_as; /* not enforced */
extern const struct bgp_kind bgp_neighbor;	    /* of the site file */
extern const struct bgp_kind bgp_ibgp;		    /* of the mesh */
extern const struct bgp_kind bgp_range;		    /* an exchange's, dynamic */
extern const struct bgp_kind bgp_server;	    /* a participant's */
extern const struct bgp_kind bgp_server_any_first_as; /* transparent */

/* Prints what the sessions of S's kind share, as the template NAME. */
void bgp_template_text(FILE *f, const struct bgp_session *s, const char *name);
/* Prints the session's protocol, without the template's options. */
void bgp_session_text(FILE *f, const struct bgp_session *s);
/* Writes the settings whose change restarts the session, for apply's forecast.
 * The rows that bgp_session_text() prints give the settings. */
void bgp_session_framing(struct fragout *out, const struct bgp_session *s);

#endif
