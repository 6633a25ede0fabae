/* bcryptprimitives.dll, which Rust's library needs for random numbers and Wine 8 lacks. It passes on
   to what Wine has. For tests under Wine only: Windows has its own. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    return SystemFunction036(buffer, (ULONG)length);
}
