# Completion of covidcxr for fish. For every new shell: covidcxr completion fish > ~/.config/fish/completions/covidcxr.fish
function __covidcxr_proposals
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    set -l current (commandline -ct)
    set -l line (string join -- ' ' covidcxr $words "$current")
    set -l proposals ($program "[suggest:"(string length -- $line)"]" $line 2>/dev/null | string match --invert '/*')
    # Options are offered after a dash only; everywhere else files may stand as well.
    if not string match --quiet -- '-*' $current
        set proposals (string match --invert -- '-*' $proposals)
    end
    string join \n -- $proposals
end
complete -c covidcxr -a '(__covidcxr_proposals)'
