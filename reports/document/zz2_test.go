package document_test
import ("testing";"encoding/json";"os";"bytes";"michinori/reports/document")
func TestPDFs(t *testing.T){
 for _,l:=range []string{"ja","en","teamja","teamen"} {
 b,err:=os.ReadFile("/tmp/w/h/a/doc."+l+".json"); if err!=nil{t.Log(err);continue}; var d document.Document; if err:=json.Unmarshal(b,&d);err!=nil{t.Fatal(err)}
 var out bytes.Buffer
 if err:=document.WritePDF(t.Context(),&out,d,engine);err!=nil{t.Fatal(err)}
 os.WriteFile("/tmp/w/h/a/pdf/org."+l+".pdf",out.Bytes(),0o644)
 }}
