#compdef covidcxr
# Completion of covidcxr for zsh. For every new shell: covidcxr completion zsh > a file _covidcxr in a folder of $fpath
_covidcxr() {
    local line="covidcxr ${(j: :)words[2,CURRENT]}"
    local -a proposals
    proposals=(${(f)"$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null | grep -v '^/')"})
    # Options are offered after a dash only; everywhere else files may stand as well.
    [[ ${words[CURRENT]} == -* ]] || proposals=(${proposals:#-*})
    if ((${#proposals})); then compadd -a proposals; else _files; fi
}
if [[ $funcstack[1] == _covidcxr ]]; then _covidcxr "$@"; else compdef _covidcxr covidcxr; fi
