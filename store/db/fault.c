#include "store/db/fault.h"

#include "fetch/base/exits.h"

#include <signal.h>
#include <stdint.h>
#include <unistd.h>

enum { NEAR_NULL = 65536 };

_Noreturn void fault_end(void)
{
	static const char line[] = "level=error msg=\"the store is damaged: "
				   "restore it from a backup or a dump\" "
				   "exit=65\n";
	ssize_t ignored = write(STDERR_FILENO, line, sizeof line - 1);

	(void)ignored;
	_exit(EXIT_DATA);
}

static void on_fault(int number, siginfo_t *info, void *context)
{
	(void)context;
	if ((uintptr_t)info->si_addr < NEAR_NULL) {
		/* SA_RESETHAND: this time it is deadly */
		(void)raise(number);
		return;
	}
	fault_end();
}

void fault_setup(void)
{
	struct sigaction action = {.sa_sigaction = on_fault,
	    .sa_flags = SA_SIGINFO | (int)SA_RESETHAND};

	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGBUS, &action, NULL);
	(void)sigaction(SIGSEGV, &action, NULL);
}
