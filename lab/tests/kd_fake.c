/*
 * The debugger's prompt over the made-up target, for run-kd.sh: lines from
 * standard input, each shown behind its prompt, then what it prints.
 */
#include "config.h"

#include "kd/kd.h"
#include "tests/data/fakeisf.h"
#include "tests/data/faketarget.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

int main(void)
{
	struct target *target = faketarget_new(fakeisf());
	struct kd_config config = { .target = target, .banner_code = true };
	struct kd *kd = kd_new(&config);
	struct text out = { 0 };
	char line[8192];

	tzset();
	kd_banner(kd, &out);
	fputs(text_string(&out), stdout);
	text_clear(&out);
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = 0;
		kd_prompt(kd, &out);
		printf("%s%s\n", text_string(&out), line);
		text_clear(&out);
		if (!kd_line(kd, line, &out))
			break;
		fputs(text_string(&out), stdout);
		text_clear(&out);
	}
	text_fini(&out);
	kd_free(kd);
	target_free(target);
	return 0;
}
