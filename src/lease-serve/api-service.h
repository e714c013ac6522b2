#ifndef LEASE_SERVE_API_SERVICE_H
#define LEASE_SERVE_API_SERVICE_H

struct call;

/* The requests of the exchange's own programs. */
void api_service_mappings(struct call *call);
void api_service_mapping(struct call *call);
void api_service_erase(struct call *call);

#endif
