#ifndef LEASE_SERVE_API_ROA_H
#define LEASE_SERVE_API_ROA_H

struct call;

/* Switches the ROA of a user's prefix on or off. */
void api_roa_switch(struct call *call);

#endif
