/* Fetches the issuer's keys. */
#include "lease-serve/key-fetch.h"

#include "host/https.h"

static size_t
take_body(char *data, size_t one, size_t n, void *ctx)
{
	struct key_fetch *f = ctx;

	(void)one;
	if (n > KEY_FETCH_MOST - f->text.len)
		return 0;
	buf_add(&f->text, data, n);
	return n;
}

/* No redirects: the site file says where the keys are. */
static bool
set_options(struct key_fetch *f, const char *url, const char *ca_file)
{
	CURL *e = f->easy;

	return curl_easy_setopt(e, CURLOPT_URL, url) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_ERRORBUFFER, f->error) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_WRITEDATA, f) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_TIMEOUT, (long)KEY_FETCH_SECONDS) ==
	    CURLE_OK &&
	    https_rules(e, url, ca_file);
}

bool
key_fetch_open(struct key_fetch *f, const char *url, const char *ca_file,
    struct why *why)
{
	*f = (struct key_fetch){ 0 };
	if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
		f->multi = curl_multi_init();
		f->easy = curl_easy_init();
	}
	if (f->multi != NULL && f->easy != NULL && set_options(f, url, ca_file))
		return true;
	why_set(why, "libcurl does not start");
	return false;
}

static void
stop(struct key_fetch *f)
{
	if (f->running)
		curl_multi_remove_handle(f->multi, f->easy);
	f->running = false;
}

void
key_fetch_close(struct key_fetch *f)
{
	stop(f);
	curl_easy_cleanup(f->easy);
	if (f->multi != NULL)
		curl_multi_cleanup(f->multi);
	curl_global_cleanup();
	buf_free(&f->text);
	*f = (struct key_fetch){ 0 };
}

bool
key_fetch_begin(struct key_fetch *f)
{
	if (f->running)
		return true;
	f->text.len = 0;
	f->error[0] = '\0';
	f->running = curl_multi_add_handle(f->multi, f->easy) == CURLM_OK;
	return f->running;
}

static bool
judge(struct key_fetch *f, CURLcode result, struct why *why)
{
	long status = 0;

	curl_easy_getinfo(f->easy, CURLINFO_RESPONSE_CODE, &status);
	if (result == CURLE_WRITE_ERROR)
		why_set(why, "the document is longer than %d bytes",
		    KEY_FETCH_MOST);
	else if (result != CURLE_OK)
		why_set(why, "%s",
		    f->error[0] != '\0' ? f->error :
					  curl_easy_strerror(result));
	else if (status != 200)
		why_set(why, "HTTP status %ld (expected 200)", status);
	else
		return true;
	return false;
}

bool
key_fetch_step(struct key_fetch *f, bool *ok, struct why *why)
{
	const CURLMsg *message;
	int running, left;

	if (!f->running)
		return false;
	if (curl_multi_perform(f->multi, &running) != CURLM_OK) {
		stop(f);
		why_set(why, "libcurl failed");
		*ok = false;
		return true;
	}
	while ((message = curl_multi_info_read(f->multi, &left)) != NULL) {
		CURLcode result = message->data.result;

		if (message->msg != CURLMSG_DONE)
			continue;
		*ok = judge(f, result, why);
		stop(f);
		return true;
	}
	return false;
}
