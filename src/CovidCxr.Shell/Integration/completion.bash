# Completion of covidcxr for bash. For every new shell: covidcxr completion bash > ~/.local/share/bash-completion/completions/covidcxr
_covidcxr() {
    local current="${COMP_WORDS[COMP_CWORD]}" line="covidcxr ${COMP_WORDS[*]:1:COMP_CWORD}" proposals
    proposals=$("$1" "[suggest:${#line}]" "$line" 2>/dev/null | grep -v '^/')
    # Options are offered after a dash only; everywhere else files may stand as well.
    [[ $current == -* ]] || proposals=$(grep -v '^-' <<<"$proposals")
    mapfile -t COMPREPLY < <(compgen -W "$proposals" -- "$current")
}
complete -o default -o bashdefault -F _covidcxr covidcxr
